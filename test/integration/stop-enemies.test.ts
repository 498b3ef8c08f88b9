import { atomically } from '../../src/db/database.ts';
import { allLanguages, translator } from '../../src/http/texts.ts';
import { readStopCode } from '../../src/mandates/keep-stop-code.ts';
import type { Mandate } from '../../src/mandates/mandate.ts';
import { formatStopCode, newStopCode } from '../../src/mandates/stop-code.ts';
import { findMandate } from '../../src/mandates/store.ts';
import { findPerson } from '../../src/people/store.ts';
import { Browser, type Shown } from '../support/browser.ts';
import { TestClock } from '../support/clock.ts';
import { wordsOf } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';
import { josephine } from '../support/world.ts';

const clock = new TestClock();
const house = await openHouse({ clock });
const { context, world } = house;

const codeOf = ({ id, personId }: Mandate): Promise<string> =>
  atomically(context, async (work) => {
    const person = await findPerson(work.tx, work.vault, personId);
    return (person && (await readStopCode(work, { mandateId: id, person }))) ?? '';
  });

const give = async (browser: Browser, stopCode: string): Promise<Shown> =>
  browser.submit(await browser.open(`${house.url}/stop`), '/stop', { fields: { stopCode } });

const isRunning = async (mandate: Mandate): Promise<boolean> => (await findMandate(context.db, mandate.id))?.revokedAt === null;

const stopRefused = async (): Promise<number> =>
  Number((await context.db('journal.entry_index').where('event', 'stop_refused').count({ n: '*' }))[0]?.['n']);

beforeEach(async () => context.db('rate_limits').delete());

test('whoever has the paper stops the mandate in two steps, without signing in, and the person is told', async () => {
  const mandate = await world.mandate({ helper: await world.helper() });
  const browser = new Browser();
  const asked = await give(browser, formatStopCode(await codeOf(mandate)).toLowerCase());
  expect(wordsOf(asked)).toContain('Arrêter ce mandat ?');
  expect(await isRunning(mandate)).toBe(true);
  const done = await browser.submit(asked, '/stop/revocation');
  expect(wordsOf(done)).toContain('Le mandat est terminé');
  expect(wordsOf(done)).toContain('Vous pouvez donner un nouveau mandat quand vous voulez');
  expect(await isRunning(mandate)).toBe(false);
  expect((await house.takeMessages()).map(({ subject }) => subject)).toEqual(['Votre mandat est terminé']);
  expect(wordsOf(await give(browser, await codeOf(mandate)))).toContain('Le mandat est terminé');
});

test('the page names the organisation and the end, and neither the person, nor a helper, nor a procedure', async () => {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper, procedures: ['argent'] });
  const words = wordsOf(await give(new Browser(), await codeOf(mandate)));
  expect(words).toContain(helper.organisation.name);
  for (const hidden of [josephine.givenName, josephine.familyName, helper.familyName, 'Argent', 'Impôts', mandate.id])
    expect(words).not.toContain(hidden);
});

test.each([
  ['nothing', '', 'Écrivez le code d’arrêt.'],
  ['a typing mistake', 'ABCD EFGH JKMN PQRS', 'une faute de frappe'],
  ['a code of nobody', newStopCode(), 'Aucun mandat n’a ce code'],
  ['markup', '<script>alert(1)</script>', 'une faute de frappe'],
  ['ten thousand signs', 'A'.repeat(10_000), 'pas'],
])('one who types %s is told so, next to the field', async (_, typed, said) => {
  const page = await give(new Browser(), typed);
  expect(page.status).toBe(422);
  expect(wordsOf(page)).toContain(said);
  expect(page.text).not.toContain('<script>alert');
});

test('wrong codes are recorded without the code; a typing mistake is not even looked for', async () => {
  const before = await stopRefused();
  const wrong = newStopCode();
  await give(new Browser(), wrong);
  await give(new Browser(), 'ABCD EFGH JKMN PQRS');
  expect(await stopRefused()).toBe(before + 1);
  const { rows } = await context.db.raw<{ rows: { leaf: Buffer }[] }>(`select leaf from journal.entries where event = 'stop_refused'`);
  for (const { leaf } of rows) expect(leaf.toString('latin1')).not.toContain(wrong);
  expect(house.logged()).not.toContain(wrong);
});

test('one who guesses and guesses is slowed down, and the right code still ends the mandate from that very place', async () => {
  const mandate = await world.mandate({ helper: await world.helper() });
  const browser = new Browser();
  for (let guess = 0; guess < 10; guess++) await give(browser, newStopCode());
  const recorded = await stopRefused();
  const slowed = await give(browser, newStopCode());
  expect([slowed.status, Number(slowed.headers.get('retry-after')) > 0]).toEqual([429, true]);
  expect(wordsOf(slowed)).toContain('Le bon code, lui, est toujours accepté');
  expect(await stopRefused()).toBe(recorded);
  await browser.submit(await give(browser, await codeOf(mandate)), '/stop/revocation');
  expect(await isRunning(mandate)).toBe(false);
});

test('a browser that gave no code, or gave it over half an hour ago, is asked for it', async () => {
  const mandate = await world.mandate({ helper: await world.helper() });
  const stranger = new Browser();
  expect((await stranger.open(`${house.url}/stop/mandate`)).url).toBe(`${house.url}/stop`);
  const browser = new Browser();
  const asked = await give(browser, await codeOf(mandate));
  clock.forward(31 * 60_000);
  expect((await browser.submit(asked, '/stop/revocation')).url).toBe(`${house.url}/stop`);
  expect(await isRunning(mandate)).toBe(true);
});

test('a page elsewhere cannot press the button of somebody who gave the code', async () => {
  const mandate = await world.mandate({ helper: await world.helper() });
  const browser = new Browser();
  await give(browser, await codeOf(mandate));
  expect((await browser.request(`${house.url}/stop/revocation`, { _csrf: 'forged' })).status).toBe(403);
  expect(await isRunning(mandate)).toBe(true);
});

test.each(allLanguages)('the pages speak %s', async (language) => {
  const t = translator(language);
  const mandate = await world.mandate({ helper: await world.helper() });
  const browser = new Browser();
  const form = await browser.open(`${house.url}/stop?lang=${language}`);
  expect(wordsOf(form)).toContain(t('person.stop.lead'));
  const asked = await browser.submit(form, '/stop', { fields: { stopCode: await codeOf(mandate) } });
  expect(wordsOf(asked)).toContain(t('person.stop.confirm.effect'));
  expect(wordsOf(await browser.submit(asked, '/stop/revocation'))).toContain(t('person.stop.again.text'));
});
