import { after, day } from '../../src/clock.ts';
import { translator } from '../../src/http/texts.ts';
import { again, mayGiveAgain } from '../../src/mandates/given-again.ts';
import type { Procedure } from '../../src/mandates/procedures.ts';
import { helperName } from '../../src/organisations/helper.ts';
import type { Browser } from '../support/browser.ts';
import { wordsOf } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';
import { atHome } from '../support/own-space.ts';
import { josephine } from '../support/world.ts';

const { url, context, world } = await openHouse();
const t = translator('fr');
const helper = await world.helper();
const someone = (familyName: string) => ({ ...josephine, familyName, email: `${familyName}@example.fr` });
const procedures = ['papiers', 'social'] as const;

test('what a person ended they give again in a few clicks: the same is asked for, and nobody else gains by it', async () => {
  const terms = { helper, procedures, namedHelpers: [helper.id], duration: 'semester', language: 'en' } as const;
  const { id, personId } = await world.mandate({ ...terms, identity: someone('JOUBERT') });
  const browser = await atHome(context, personId);
  const giveAgain = async () =>
    new RegExp(`href="([^"]+)"[^>]*>${t('person.offer.again')}<`).exec((await browser.open(`${url}/me/mandates/${id}`)).text)?.[1];
  expect(await giveAgain()).toBeUndefined(); // it runs, and will for months
  await browser.submit(await browser.open(`${url}/me/mandates/${id}/end`), '/end', { fields: { procedure: 'all' } });
  const path = (await giveAgain()) ?? '';
  const chosenOn = async (by: Browser) =>
    [...(await by.open(url + path)).text.matchAll(/value="([\w-]+)"[^>]* checked/g)].map(([, value]) => value);
  expect(await chosenOn(browser)).toEqual(['papiers', 'social', 'semester', 'en']);
  expect((await browser.open(url + path)).text).toContain(`>${helperName(helper)}</textarea>`);
  const another = await world.mandate({ helper, procedures, identity: someone('KELLER') });
  expect(await chosenOn(await atHome(context, another.personId))).toEqual(['fr']); // another person’s mandate does not exist
  const { organisation } = await world.helper();
  const elsewhere = await browser.open(`${url}${path.replace(helper.organisation.id, organisation.id)}`);
  expect([wordsOf(elsewhere).includes(organisation.name), elsewhere.text.includes(helperName(helper))]).toEqual([true, false]);
});

test('a mandate may be given again from a week before its end, and only to whom may still act', async () => {
  const mandate = await world.mandate({ helper, duration: 'month', identity: someone('MARCHAND') });
  const { organisation } = helper;
  const at = (days: number) => after(mandate.expiresAt, -days * day);
  expect([8, 7, 0].map((days) => mayGiveAgain(mandate, organisation, at(days)))).toEqual([false, true, true]);
  expect(mayGiveAgain({ ...mandate, revokedAt: at(8) }, organisation, at(8))).toBe(true);
  for (const left of [{ suspendedAt: at(9) }, { withdrawnAt: at(9) }, { certificationExpiresAt: at(9) }])
    expect(mayGiveAgain(mandate, { ...organisation, ...left }, at(0))).toBe(false);
});

test('of a mandate that ran out, what the person had taken out of it is not asked for again', () => {
  const covered = (code: Procedure, revokedAt: Date | null) => ({ code, revokedAt, endCause: null });
  const given = {
    duration: 'month',
    language: 'fr',
    procedures: [covered('argent', context.clock.now()), covered('social', null)],
  } as const;
  expect(again(given, []).procedures).toEqual(['social']);
});
