import type { Shown } from '../support/browser.ts';
import { Counter, wordsOf } from '../support/counter.ts';
import { TestClock } from '../support/clock.ts';
import { openHouse } from '../support/house.ts';
import { enter } from '../support/own-space.ts';
import { Shears } from '../support/shears.ts';
import { codeAt } from '../support/staff.ts';

const clock = new TestClock(new Date().toISOString());
const house = await openHouse({ clock });
const shears = await Shears.ready(house.context.db);
const counter = new Counter(house, await house.world.helper());
const { browser } = counter;
await counter.signIn();

/** What acts leave behind. What a cut leaves of sessions, counted tries and the protocol's own artifacts is no half of an act. */
const traces = ['mandates', 'mandate_procedures', 'mandate_drafts', 'uses', 'receipts', 'outbox', 'signals', 'stop_codes', 'looks', 'news'];

async function standing(): Promise<string> {
  const digests = [...traces, 'journal.entries', 'journal.entry_index', 'journal.sealed_values'].map(
    (table) => `(select md5(coalesce(string_agg(r::text, '|' order by r::text), '')) from ${table} as r)`,
  );
  const { rows } = await house.database.asOwner(`select ${digests.map((digest, n) => `${digest} as t${n}`).join(', ')}`);
  return JSON.stringify(rows[0]);
}

/**
 * Does an act again and again, its server dying one statement later each time, until it is done: each time before, all stands as it stood.
 * Returns the page that came at last, and after how many statements.
 */
async function untilDone(act: () => Promise<Shown>, { answered = 503, wait = 31_000 } = {}): Promise<{ page: Shown; statements: number }> {
  for (let statements = 0; statements < 200; statements++) {
    const before = await standing();
    const { came: page, isCut } = await shears.cutAfter(statements, act);
    if (!isCut) return { page, statements };
    expect({ last: shears.statements.at(-1), status: page.status }).toMatchObject({ status: answered });
    expect({ last: shears.statements.at(-1), now: await standing() }).toMatchObject({ now: before });
    clock.forward(wait); // a code serves once, and the one that was given may have been taken
    await house.database.asOwner('delete from second_factor_tries');
  }
  throw new Error('it never came to an end');
}

/** A form's own answer, whatever page it leads to. */
const alone = { until: () => true };
const [josephine, yamina] = ['Joséphine Marie ST-PIERRE', 'Yamina BENALI'];
const clockedCode = () => codeAt(counter.helper, clock.now());

/** A mandate of this person, signed with a code of now. */
async function mandateOf(person: string): Promise<Shown> {
  const page = await counter.agree(await counter.identify(await counter.draft(), person));
  clock.forward(31_000);
  return counter.sign(page, clockedCode());
}

/** At the service, the page where it is chosen for what to act for this person. */
async function atTheService(person: string): Promise<Shown> {
  const people = await browser.open(`${house.serviceUrl}/sign-in`);
  return browser.open(
    new URL(new RegExp(`<a href="([^"]*)">${person}`).exec(people.text)?.[1]?.replaceAll('&amp;', '&') ?? '', people.url),
  );
}

test('a statement of a service cut off at any statement of ours was not received, and is when it comes again', async () => {
  await house.world.mandate({ helper: counter.helper, procedures: ['logement'] });
  const choice = await atTheService('Joséphine ST-PIERRE');
  const account = await browser.submit(choice, new URL(choice.url).pathname);
  const acted = await browser.submit(account, '/account/act');
  const { page, statements } = await untilDone(() => browser.submit(acted, '/account/receipt', alone), { answered: 200, wait: 0 });
  expect(wordsOf(page)).toContain('Procura a reçu le justificatif');
  expect(statements).toBeGreaterThan(5);
}, 120_000);

test('a signature cut off at any statement has not begun the mandate, and can be given again', async () => {
  const page = await counter.agree(await counter.identify(await counter.draft(), josephine));
  const sign = () => browser.submit(page, '/signature', { fields: { explained: 'on', code: clockedCode() }, ...alone });
  const { page: signed, statements } = await untilDone(sign);
  expect(wordsOf(await browser.open(signed.location ?? ''))).toContain('État Actif');
  expect(statements).toBeGreaterThan(10);
}, 120_000);

test('a choice cut off at any statement is no use, and leads to the service when it is made again', async () => {
  const page = await atTheService(josephine.slice(0, 9));
  const { page: chosen, statements } = await untilDone(() => browser.submit(page, new URL(page.url).pathname, alone));
  expect(wordsOf(await browser.open(chosen.location ?? ''))).toContain(`Espace de ${josephine}`);
  expect(statements).toBeGreaterThan(10);
}, 120_000);

test('an end given at the counter and cut off at any statement has ended nothing, and then ends all of it', async () => {
  const mandate = await mandateOf(yamina);
  const page = await browser.open(`${mandate.url}/revocation`);
  const end = () => browser.submit(page, '/revocation', { fields: { procedure: 'all', channel: 'orally' }, ...alone });
  const { statements } = await untilDone(end);
  expect(wordsOf(await browser.open(mandate.url))).toContain('État Révoqué');
  expect(statements).toBeGreaterThan(10);
}, 120_000);

test('a person’s end of everything cut off at any statement has ended nothing, and then ends all of it', async () => {
  const { browser: hers } = await enter(house, josephine);
  const page = await hers.open(`${house.url}/me/end`);
  const { statements } = await untilDone(() => hers.submit(page, '/me/end', alone));
  expect(wordsOf(await hers.open(`${house.url}/me`))).not.toContain('Mettre fin à tout');
  expect(statements).toBeGreaterThan(10);
}, 120_000);
