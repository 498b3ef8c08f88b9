import { readFileSync, writeFileSync } from 'node:fs';
import { minute } from '../../src/clock.ts';
import { openAnchor } from '../../src/journal/anchor.ts';
import { checkpointText } from '../../src/journal/checkpoint.ts';
import { signNote } from '../../src/journal/note.ts';
import { listEntries } from '../../src/journal/store.ts';
import { runVerification, startVerifying } from '../../src/supervision/verify-journal.ts';
import { claimVerification, listVerifications } from '../../src/supervision/verification-store.ts';
import { browserOf } from '../support/as-operator.ts';
import { TestClock } from '../support/clock.ts';
import { openHouse } from '../support/house.ts';
import { logKeys, origin, Sequencing, signer } from '../support/sequencing.ts';
import { supervisingIn } from '../support/supervising.ts';

const clock = new TestClock(new Date().toISOString());
const house = await openHouse({ clock });
const { context, world, database } = house;
const sequencing = new Sequencing({ ...database, needs: context, world, clock });
const anchor = openAnchor(sequencing.anchorFile, logKeys);
const needs = { ...context, journalPolicy: `${signer.vkey}\n`, signedHead: () => anchor.read() };
const supervising = supervisingIn(house);
const who = await supervising.enter('70');
const page = '/supervision/integrity';

async function seal(): Promise<void> {
  await sequencing.settled(sequencing.start());
  await sequencing.stop();
}
const ask = () => supervising.post(who, `${page}/verifications`);
const words = async () => (await supervising.open(who, page)).text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

test('a supervisor asks for a verification, watches it advance, and reads the result, which is recorded', async () => {
  await world.mandate({ helper: await world.helper() });
  expect((await ask()).location).toMatch(/\/supervision\/integrity$/);
  const { text } = await supervising.open(who, page);
  expect(text).toContain('<noscript><meta http-equiv="refresh" content="10; url=/supervision/integrity?by=itself"/></noscript>');
  expect((await supervising.open(who, `${page}?by=hand`)).text).not.toContain('http-equiv="refresh"');
  expect(await words()).toContain('inscriptions vérifiées sur');
  expect(await runVerification(needs)).toBe(false); // nothing is signed yet
  await seal();
  expect(await runVerification(needs)).toBe(true);
  const told = await words();
  expect(told).toContain('Aucun défaut');
  expect(told).toContain(who.staff.familyName);
  expect(told).not.toContain('inscriptions vérifiées sur');
  const [entry] = await listEntries(context.db, { helperId: who.staff.id }, { limit: 1 });
  expect(entry?.event).toBe('journal_verified');
});

test('one runs at a time: who asks again is told so, and of two instances one does it', async () => {
  await ask();
  const again = await ask();
  expect([again.status, again.text.includes('Une vérification est en cours')]).toEqual([409, true]);
  expect((await Promise.all([runVerification(needs), runVerification(needs)])).sort()).toEqual([false, true]);
});

test('what an instance left in the middle, another takes up; after some starts it is given up, and said', async () => {
  await ask();
  const at = clock.now();
  await claimVerification(context.db, { at, until: new Date(at.getTime() + minute) }); // and is gone
  expect(await runVerification(needs)).toBe(false);
  clock.forward(2 * minute);
  expect(await runVerification(needs)).toBe(true);
  expect((await listVerifications(context.db, 1))[0]).toMatchObject({ runs: 2, faults: 0 });
  await ask();
  clock.forward(minute);
  await database.asOwner('update verifications set runs = 5 where finished_at is null');
  await runVerification(needs);
  expect((await listVerifications(context.db, 1))[0]).toMatchObject({ faults: 1, firstFault: 'unfinished' });
});

test('a database brought back to before what was signed is found by what is kept outside it; so is another’s word in its place', async () => {
  await seal();
  const kept = signNote(checkpointText({ origin, size: 10_000, root: Buffer.alloc(32, 1) }), [signer]);
  for (const [text, fault] of [
    [kept, 'rolled_back · 10000 entries were signed'],
    [kept.replace('10000', '10001'), 'wrong_signature · the anchor'],
  ] as const) {
    const former = readFileSync(sequencing.anchorFile);
    writeFileSync(sequencing.anchorFile, text);
    clock.forward(minute);
    await ask();
    expect(await runVerification(needs)).toBe(true);
    writeFileSync(sequencing.anchorFile, former);
    expect((await listVerifications(context.db, 1))[0]).toMatchObject({ faults: 1, firstFault: expect.stringContaining(fault) });
  }
});

test('an entry changed by whoever holds the database is found, and named', async () => {
  await seal();
  await database.asOwner(`alter table journal.entries disable trigger all;
    update journal.entries set event = 'person_told' where id = (select min(id) from journal.entries);
    alter table journal.entries enable trigger all`);
  await ask();
  const verifying = startVerifying(needs);
  for (let turn = 0; turn < 100 && (await words()).includes('inscriptions vérifiées sur'); turn += 1)
    await new Promise((resolve) => setTimeout(resolve, 50));
  await verifying.stop();
  expect(await words()).toMatch(/1 défaut altered/);
});

test('nobody else asks for it', async () => {
  const helper = await browserOf(house, await world.helper());
  expect((await helper.open(house.url + page)).status).toBe(403);
});
