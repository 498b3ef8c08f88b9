import { openHouse } from '../support/house.ts';
import { browserOf } from '../support/as-operator.ts';
import { supervisingIn, type TestSupervisor } from '../support/supervising.ts';

const house = await openHouse();
const { world, context, url } = house;
const supervising = supervisingIn(house);
const suspensions = '/supervision/suspensions';
const why = 'Plaintes répétées, contrôle en cours';

const suspend = (who: TestSupervisor, fields: Record<string, string>) => supervising.post(who, suspensions, { reason: why, ...fields });
const words = (text: string) => text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

/** What a signed-in helper may open, and what they are answered. */
async function doors(
  browser: { open(to: string): Promise<{ status: number; url: string; text: string }> },
  mandateId: string,
): Promise<string[]> {
  const paths = ['/home', '/mandates/new', `/mandates/${mandateId}`, `/mandates/${mandateId}/paper`, '/activity'];
  const answers = await Promise.all(paths.map((path) => browser.open(url + path)));
  return answers.map(({ status, url: at, text }) =>
    new URL(at).pathname === '/sign-in' ? 'asked to sign in' : status === 200 ? 'open' : (/<h1[^>]*>([^<]*)/.exec(text)?.[1] ?? ''),
  );
}

test('a supervisor suspends an organisation from the page: every door of its helpers closes, and opens again when it is lifted', async () => {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper });
  const [here, there] = [await browserOf(house, helper), await browserOf(house, helper)];
  expect(new Set(await doors(here, mandate.id))).toEqual(new Set(['open']));
  const who = await supervising.enter('70');
  const done = await suspend(who, { kind: 'organisation', target: helper.organisation.siret });
  expect(done.location).toMatch(new RegExp(`${suspensions}$`));
  for (const browser of [here, there]) expect(new Set(await doors(browser, mandate.id))).toEqual(new Set(['asked to sign in']));
  // a sign-in that was under way ends after it: what is about persons stays closed
  const late = await browserOf(house, helper);
  expect(new Set(await doors(late, mandate.id))).toEqual(new Set(['Votre structure est suspendue']));
  const list = await supervising.open(who, suspensions);
  expect(words(list.text)).toContain(`${helper.organisation.name} Une structure`);
  const id = new RegExp(`${suspensions}/([0-9a-f-]{36})`).exec(list.text)?.[1] ?? '';
  expect(words((await supervising.open(who, `${suspensions}/${id}`)).text)).toContain(`Lever la suspension de ${helper.organisation.name}`);
  expect((await supervising.post(who, `${suspensions}/${id}/lift`, { reason: 'court' })).status).toBe(422);
  await supervising.post(who, `${suspensions}/${id}/lift`, { reason: 'Contrôle terminé' });
  expect(new Set(await doors(late, mandate.id))).toEqual(new Set(['open']));
});

test('a suspended helper is out, in every browser', async () => {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper });
  const browser = await browserOf(house, helper);
  await suspend(await supervising.enter('*'), { kind: 'helper', target: helper.email, tells: 'on' });
  expect(await doors(browser, mandate.id)).not.toContain('open');
  expect(await doors(await browserOf(house, helper), mandate.id)).not.toContain('open');
});

describe('the page says the same of', () => {
  test.each([
    ['helper', async () => (await world.helper({ organisation: await world.organisation({ territory: '33' }) })).email],
    ['helper', () => Promise.resolve('nobody@example.fr')],
    ['organisation', async () => (await world.organisation({ territory: '33' })).siret],
    ['organisation', () => Promise.resolve('00000000000000')],
    ['client', () => Promise.resolve('caisse')],
    ['client', () => Promise.resolve('nobody')],
  ])('a %s that is elsewhere, or is not at all', async (kind, target) => {
    const answer = await suspend(await supervising.enter('70'), { kind, target: await target() });
    expect(answer.status).toBe(422);
    expect(words(answer.text)).toContain('Rien ne porte ce nom dans vos territoires');
    expect(answer.text).toContain(why); // nothing typed is lost
  });
});

test('neither a helper nor an operator suspends here; without a reason nobody does', async () => {
  const helper = await world.helper();
  const browser = await browserOf(house, helper);
  expect((await browser.open(url + suspensions)).status).toBe(403);
  const who = await supervising.enter('70');
  expect((await suspend(who, { kind: 'helper', target: helper.email, reason: '' })).status).toBe(422);
  expect((await supervising.post(who, `${suspensions}/00000000-0000-4000-8000-000000000009/lift`, { reason: why })).status).toBe(404);
  expect((await context.db('suspensions').where('target', helper.id)).length).toBe(0);
});
