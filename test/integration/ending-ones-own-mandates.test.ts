import { atomically } from '../../src/db/database.ts';
import { translator } from '../../src/http/texts.ts';
import type { Mandate } from '../../src/mandates/mandate.ts';
import { findMandate } from '../../src/mandates/store.ts';
import { useMandate } from '../../src/mandates/use-mandate.ts';
import { findUse } from '../../src/mandates/use-store.ts';
import { actsIn, refusedWith } from '../support/acts.ts';
import { signedInCookie } from '../support/staff.ts';
import { openHouse } from '../support/house.ts';
import { atHome, entriesOfPerson } from '../support/own-space.ts';
import { Browser } from '../support/browser.ts';
import { josephine } from '../support/world.ts';

const house = await openHouse();
const { url, context, world } = house;
const t = translator('fr');
const helper = await world.helper();
const client = await world.client();
const someone = (familyName: string) => ({ ...josephine, familyName, email: `${familyName}@example.fr` });
const procedures = ['papiers', 'social'] as const;

const begin = async (familyName: string) => {
  const mandate = await world.mandate({ helper, procedures, identity: someone(familyName) });
  return { mandate, browser: await atHome(context, mandate.personId) };
};
const use = (mandate: Mandate) =>
  atomically(context, async (work) => {
    const who = { helperId: helper.id, organisationId: helper.organisation.id, secondFactorAt: context.clock.now() };
    return (await useMandate(work, { mandateId: mandate.id, procedure: 'papiers', client, ...who })).use;
  });
const standing = async ({ id }: Mandate) =>
  (await findMandate(context.db, id))?.procedures.filter(({ revokedAt }) => !revokedAt).map(({ code }) => code);

test('a person reads the exact text, sees each use, and ends one procedure in two clicks; the use under way ends with it', async () => {
  const { mandate, browser } = await begin('AUBIN');
  const { id } = await use(mandate);
  const page = await browser.open(`${url}/me/mandates/${mandate.id}`);
  expect(page.text).toContain(t('terms.title'));
  expect(page.text).toContain(client.name);
  expect((await browser.open(`${url}/me`)).text).toMatch(new RegExp(`${t('person.home.used')} <time`));
  const link =
    new RegExp(`href="([^"]+)">${t('person.end.one', { procedure: t('terms.procedure.papiers.title') })}<`).exec(page.text)?.[1] ?? '';
  const asked = await browser.open(url + link);
  const chosen = /value="(\w+)"[^>]* checked/.exec(asked.text)?.[1] ?? ''; // before anything is touched
  const ended = await browser.submit(asked, '/end', { fields: { procedure: chosen } });
  expect(ended).toMatchObject({ status: 200, url: `${url}/me/mandates/${mandate.id}` });
  expect(await standing(mandate)).toEqual(['social']);
  expect((await findUse(context.db, id))?.endedAt).not.toBeNull();
  await expect(use(mandate)).rejects.toMatchObject({ code: 'procedure_revoked' });
  expect((await entriesOfPerson(context, mandate.personId)).filter((entry) => entry === 'mandate_procedure_revoked')).toHaveLength(1);
  const [, what, who] =
    /<time[^>]*>[\s\S]*?<td[^>]*>([\s\S]*?)<\/td><td[^>]*>([\s\S]*?)<\/td>/.exec((await browser.open(`${url}/me/record`)).text) ?? [];
  expect([what, who]).toEqual([expect.stringContaining(helper.organisation.name), `<div>${t('person.record.by.own_space')}</div>`]);
  expect((await browser.request(`${url}/me/mandates/${mandate.id}/certificate.pdf`)).headers.get('content-type')).toBe('application/pdf');
});

test('a person ends everything at once, everywhere, and is told', async () => {
  const { mandate, browser } = await begin('BLANC');
  const elsewhere = await world.mandate({ helper: await world.helper(), procedures, identity: someone('BLANC') });
  expect(elsewhere.personId).toBe(mandate.personId);
  await house.takeMessages();
  const home = await browser.submit(await browser.open(`${url}/me/end`), '/me/end');
  expect(home.text).toContain(t('person.home.none'));
  expect([await standing(mandate), await standing(elsewhere)]).toEqual([[], []]);
  expect((await house.takeMessages()).length).toBeGreaterThan(0);
});

test('ending twice is not an error, and two at once leave one entry: the first stands', async () => {
  const { mandate, browser } = await begin('COLIN');
  const asked = await browser.open(`${url}/me/mandates/${mandate.id}/end`);
  const both = await Promise.all([1, 2].map(() => browser.submit(asked, '/end', { fields: { procedure: 'all' } })));
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
  expect((await entriesOfPerson(context, mandate.personId)).filter((entry) => entry === 'mandate_revoked')).toHaveLength(1);
});

const routes = ['/me/mandates/:id', '/me/mandates/:id/end', '/me/mandates/:id/certificate.pdf'];

test.each(routes)('another person’s mandate does not exist: %s', async (route) => {
  const { mandate } = await begin('DURAND');
  const { browser } = await begin('ELUARD');
  const theirs = await browser.request(url + route.replace(':id', mandate.id));
  const nobodys = await browser.request(url + route.replace(':id', '5f0c9a4e-1111-4000-8000-000000000000'));
  expect([theirs.status, nobodys.status]).toEqual([404, 404]);
  expect(theirs.text).not.toContain('DURAND');
});

test('another person’s mandate is not ended, whatever is posted', async () => {
  const { mandate } = await begin('FAURE');
  const { mandate: own, browser } = await begin('GARNIER');
  const asked = await browser.open(`${url}/me/mandates/${own.id}/end`);
  const token = /name="_csrf" value="([^"]+)"/.exec(asked.text)?.[1] ?? '';
  const answer = await browser.request(`${url}/me/mandates/${mandate.id}/end`, { _csrf: token, procedure: 'all' });
  expect(answer.status).toBe(404);
  expect(await standing(mandate)).toEqual(['papiers', 'social']);
  expect((await entriesOfPerson(context, own.personId)).at(-1)).toBe('mandate_refused: mandate_unknown');
});

test.each(['/me', '/me/end', ...routes])('a helper is nobody in a person’s space, their own people’s included: %s', async (route) => {
  const { mandate } = await begin('HUBERT');
  const browser = new Browser();
  browser.cookies.set('procura', (await signedInCookie(context, helper)).replace('procura=', ''));
  expect((await browser.request(url + route.replace(':id', mandate.id))).location).toBe(`${url}/me/sign-in`);
});

test.each(['/home', '/mandates/new', '/mandates/:id', '/activity'])('a person is nobody at a helper’s page: %s', async (route) => {
  const { mandate, browser } = await begin('IMBERT');
  expect((await browser.request(url + route.replace(':id', mandate.id))).location).toBe(`${url}/sign-in`);
});

test('in easy French a picture stands beside the title of every page of one’s own', async () => {
  const { mandate, browser } = await begin('LAMBERT');
  for (const path of ['', '/record', '/contacts', '/cases', '/data', '/end', '/offers/new', `/mandates/${mandate.id}`]) {
    const { text } = await browser.open(`${url}/me${path}?lang=fr-FALC`);
    expect([path, /<h1>.*?<\/h1>/s.exec(text)?.[0]]).toEqual([path, expect.stringMatching(/^<h1><svg class="pictogram"/)]);
  }
});

test('a procedure that is not in the mandate is not ended in it, and nothing else is', async () => {
  const { mandate } = await begin('GAMBIER');
  const { revoke } = actsIn({ needs: context, clock: context.clock, world });
  await expect(revoke(mandate, helper, 'argent')).rejects.toEqual(refusedWith('procedure_not_covered'));
  expect(await standing(mandate)).toEqual(procedures);
});
