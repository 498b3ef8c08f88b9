import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parsePolicy } from '../../src/journal/policy.ts';
import { receiptOf, receiptsOf, type Showing } from '../../src/journal/prove-entries.ts';
import { readEntries } from '../../src/journal/read-entries.ts';
import { verifyReceipt } from '../../src/journal/receipt.ts';
import { findPerson } from '../../src/people/store.ts';
import { actsIn } from '../support/acts.ts';
import { openRooms } from '../support/rooms.ts';
import { Sequencing, signer } from '../support/sequencing.ts';
import { josephine } from '../support/world.ts';

const rooms = await openRooms();
const { db, needs, world } = rooms;
const { vault } = needs;
const acts = actsIn(rooms);
const sequencing = new Sequencing(rooms);
const policy = parsePolicy(`log ${signer.vkey}\nquorum none`);
const folder = mkdtempSync(join(tmpdir(), 'procura-proofs-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const helper = await world.helper();
const client = await world.client();
const mandate = await world.mandate({ helper });
await acts.use(mandate, { helper, client });
await acts.revoke(mandate, helper);
const stranger = await world.mandate({
  helper,
  identity: { ...josephine, givenName: 'Marthe', familyName: 'DUVAL', birthdate: '1941-02-03' },
});
const person = await findPerson(db, vault, mandate.personId);
if (!person) throw new Error('the person of the mandate is there');
const sequencer = sequencing.start();
await sequencing.settled(sequencer);
await sequencing.stop();

const about = { personId: person.id };
const showing: Showing = { subjectRef: person.subjectRef };

test('a person’s entries come newest first, a page at a time, with what they say', async () => {
  const all = await readEntries({ db, vault }, about, { limit: 100 });
  expect(all.slice(0, 3).map(({ event }) => event)).toEqual(['mandate_revoked', 'mandate_procedure_revoked', 'mandate_used']);
  expect(all.every(({ personId }) => personId === person.id)).toBe(true);
  expect(all[2]).toMatchObject({
    procedure: 'papiers',
    fields: { person: person.id, mandate: mandate.id, client: client.id, helper: helper.id, procedure: 'papiers' },
  });
  const pages = [await readEntries({ db, vault }, about, { limit: 2 })];
  for (let last = pages.at(-1)?.at(-1); last; last = pages.at(-1)?.at(-1))
    pages.push(await readEntries({ db, vault }, about, { limit: 2, before: last.entryId }));
  expect(pages.flat()).toEqual(all);
});

test('a mandate’s entries are read from its beginning or from its end, and never another’s', async () => {
  const forward = await readEntries({ db, vault }, { mandateId: mandate.id }, { limit: 100, oldestFirst: true });
  const backward = await readEntries({ db, vault }, { mandateId: mandate.id }, { limit: 100 });
  expect(forward.map(({ event }) => event)).toEqual(expect.arrayContaining(['mandate_drafted', 'mandate_concluded', 'mandate_used']));
  expect(forward[0]?.event).toBe('mandate_drafted');
  expect(backward.toReversed()).toEqual(forward);
  expect(forward.some(({ mandateId }) => mandateId === stranger.id)).toBe(false);
  const [first, second] = forward;
  const next = await readEntries({ db, vault }, { mandateId: mandate.id }, { limit: 1, oldestFirst: true, after: first?.entryId ?? '' });
  expect(next).toEqual([second]);
});

test('without the helper’s key their fields are not read, the person’s are', async () => {
  const other = await world.helper();
  const theirs = await world.mandate({ helper: other, identity: { ...josephine, givenName: 'Ali', birthdate: '1950-01-01' } });
  await rooms.asOwner(
    `update journal.subject_keys set wrapped_dek = null, shredded_at = created_at, erased_by = 1 where subject_ref = '${other.subjectRef}'`,
  );
  const [last] = await readEntries({ db, vault }, { mandateId: theirs.id }, { limit: 1 });
  expect(last?.fields).toMatchObject({ person: theirs.personId });
  expect(last?.fields).not.toHaveProperty('helper');
});

test('a sealed value sealed again with something else in it is not read as if it had been recorded', async () => {
  const [one] = await readEntries({ db, vault }, { mandateId: stranger.id }, { limit: 1 });
  const ids = `where entry_id = ${String(one?.entryId)}`;
  await rooms.asOwner(`update journal.sealed_values set blob = set_byte(blob, 20, get_byte(blob, 20) # 1) ${ids}`);
  await expect(readEntries({ db, vault }, { mandateId: stranger.id }, { limit: 1 })).rejects.toThrow(/unable to authenticate/);
  await rooms.asOwner(`update journal.sealed_values set blob = set_byte(blob, 20, get_byte(blob, 20) # 1) ${ids}`);
});

test('a proof shows the person’s fields and who acted; none when nobody’s are asked for', async () => {
  const used = (await readEntries({ db, vault }, about, { limit: 100 })).find(({ event }) => event === 'mandate_used');
  const entryId = used?.entryId ?? '';
  const proven = verifyReceipt((await receiptOf({ db, vault }, entryId, { showing })) ?? '', policy);
  expect(proven.fields).toEqual(used?.fields);
  expect(verifyReceipt((await receiptOf({ db, vault }, entryId, { showing: null })) ?? '', policy).fields).toEqual({});
  const [drafted] = await readEntries({ db, vault }, { mandateId: mandate.id }, { limit: 1, oldestFirst: true });
  const theirs = verifyReceipt((await receiptOf({ db, vault }, drafted?.entryId ?? '', { showing })) ?? '', policy);
  expect(Object.keys(theirs.fields).sort()).toEqual(['helper', 'organisation']);
});

/** The proofs about somebody or something, and what the program that shares nothing with us says of those that are kept. */
async function judged(of: Parameters<typeof receiptsOf>[1], keep: (place: number) => boolean = () => true) {
  const proofs: string[] = [];
  for await (const proof of receiptsOf({ db, vault }, of, showing)) proofs.push(proof);
  const file = join(folder, 'all.tlog-proof');
  writeFileSync(file, proofs.filter((_proof, place) => keep(place)).join(''));
  const said = execFileSync('node', ['public/verify-journal.js', file, '--key', signer.vkey], { encoding: 'utf8' });
  return { count: proofs.length, said: said.split('\n') };
}

const chain = (from: number, to: number) =>
  `Numbers ${from} to ${to} of the mandate ${mandate.journalRef} follow each other: nothing is missing between them.`;

test('a file proves a whole mandate: nothing is missing between its first entry and its last', async () => {
  const { count, said } = await judged({ mandateId: mandate.id });
  expect(said).toContain(chain(1, count));
  expect(said.filter((line) => line.startsWith('Entry'))).toHaveLength(count);
});

test('what was taken out of the file is named', async () => {
  const { count } = await judged({ mandateId: mandate.id });
  const without = async (gone: number) => (await judged({ mandateId: mandate.id }, (place) => place !== gone)).said;
  expect(await without(0)).toContain(`Missing here: of the mandate ${mandate.journalRef}, nothing was given before number 2.`);
  const middle = await without(2);
  expect(middle).toEqual(expect.arrayContaining([chain(1, 2), chain(4, count)]));
  expect(middle).toContain(`Missing here: of the mandate ${mandate.journalRef}, nothing was given between number 2 and number 4.`);
});

test('a file proves all that was recorded about a person, from the drafting of their mandates on, and nobody else’s', async () => {
  const { said } = await judged(about);
  expect(said.filter((line) => line.startsWith('Numbers'))).toEqual([expect.stringContaining(`Numbers 1 to`)]);
  expect(said.join('\n')).toContain('mandate_drafted');
  expect(said.join('\n')).not.toContain(stranger.personId);
});
