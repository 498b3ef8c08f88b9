import { atomically } from '../../src/db/database.ts';
import { readEntries } from '../../src/journal/read-entries.ts';
import type { Mandate } from '../../src/mandates/mandate.ts';
import { closeOrganisation } from '../../src/operation/end-organisation.ts';
import { carryOutEndings } from '../../src/operation/carry-out-endings.ts';
import { actsIn } from '../support/acts.ts';
import { browserOf } from '../support/as-operator.ts';
import { Browser } from '../support/browser.ts';
import { wordsOf } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';
import { atHome } from '../support/own-space.ts';
import type { TestHelper } from '../support/world.ts';

const house = await openHouse();
const { url, context, world } = house;
const { agreed, conclude } = actsIn({ needs: context, clock: context.clock, world });
const race = house.database.isServer ? test : test.skip; // the embedded engine has one session: nothing races there

interface Given {
  readonly mandate: Mandate;
  readonly helper: TestHelper;
  readonly stopCode: string;
}

/** Each way to end a mandate, up to the last click; the last click gives the words that answer it. */
const ways: Readonly<Record<string, (given: Given) => Promise<() => Promise<string>>>> = {
  'the person': async ({ mandate }) => {
    const browser = await atHome(context, mandate.personId);
    const asked = await browser.open(`${url}/me/mandates/${mandate.id}/end`);
    return async () => wordsOf(await browser.submit(asked, '/end', { fields: { procedure: 'all' } }));
  },
  'the helper': async ({ mandate, helper }) => {
    const browser = await browserOf(house, helper);
    const asked = await browser.open(`${url}/mandates/${mandate.id}/revocation`);
    return async () => wordsOf(await browser.submit(asked, '/revocation', { fields: { procedure: 'all', channel: 'orally' } }));
  },
  'the stop code': async ({ stopCode }) => {
    const browser = new Browser();
    const asked = await browser.submit(await browser.open(`${url}/stop`), '/stop', { fields: { stopCode } });
    return async () => wordsOf(await browser.submit(asked, '/stop/revocation'));
  },
  'the operator': async ({ helper }) => {
    const closing = { organisationId: helper.organisation.id, reason: 'Fin de la convention.' };
    await atomically(context, (work) => closeOrganisation(work, closing));
    return async () => `${String(await carryOutEndings({ ...context, publicUrl: url }))} ended`;
  },
};

const success: Readonly<Record<string, RegExp>> = {
  'the person': /ne peut plus agir pour vous avec ce mandat/,
  'the helper': /État Révoqué/,
  'the stop code': /ne peut plus agir pour vous avec ce mandat/,
  'the operator': /\d ended/,
};

/** Both last clicks wait for one row, and go on together. */
async function together({ mandate }: Given, clicks: readonly (() => Promise<string>)[]): Promise<string[]> {
  let answers: Promise<string[]> = Promise.resolve([]);
  await context.db.transaction(async (tx) => {
    await tx('mandates').where('id', mandate.id).forUpdate().first('id');
    answers = Promise.all(clicks.map((click) => click()));
    await new Promise((resolve) => setTimeout(resolve, 400));
  });
  return answers;
}

race.each([
  ['the person', 'the helper'],
  ['the helper', 'the person'],
  ['the stop code', 'the operator'],
  ['the operator', 'the stop code'],
  ['the person', 'the stop code'],
  ['the helper', 'the stop code'],
  ['the person', 'the operator'],
  ['the person', 'the person'],
])('%s and %s end one mandate at once: it ends once, both are told that it is over, the person by one message', async (first, second) => {
  const helper = await world.helper();
  const { id } = await agreed(helper);
  const { mandate, stopCode } = await conclude(id, helper);
  const given = { mandate, helper, stopCode: stopCode ?? '' };
  await house.takeMessages();
  const clicks = [await ways[first]?.(given), await ways[second]?.(given)].filter((click) => click !== undefined);
  const answers = await together(given, clicks);
  expect(answers).toEqual([expect.stringMatching(success[first] ?? /-/), expect.stringMatching(success[second] ?? /-/)]);
  const entries = await readEntries(context, { mandateId: id }, { limit: 20, before: null });
  const ends = entries.map(({ event }) => event).filter((event) => event.includes('revoked') || event === 'mandate_refused');
  expect(ends).toEqual(['mandate_revoked', 'mandate_procedure_revoked']);
  const told = (await house.takeMessages()).filter(({ subject }) => subject === 'Votre mandat est terminé');
  expect(told).toHaveLength(1);
});
