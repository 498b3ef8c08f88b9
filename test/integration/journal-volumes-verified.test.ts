import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appendAlone } from '../../src/journal/append.ts';
import { checkpointText } from '../../src/journal/checkpoint.ts';
import { exportJournal } from '../../src/journal/export.ts';
import { signNote } from '../../src/journal/note.ts';
import { rootAt } from '../../src/journal/proof.ts';
import { receiptsOf } from '../../src/journal/prove-entries.ts';
import { findCheckpointOf } from '../../src/journal/tree-store.ts';
import { type Line, renumbered, run, text } from '../support/exported-journal.ts';
import { openRooms } from '../support/rooms.ts';
import { origin, Sequencing, signer } from '../support/sequencing.ts';
import { whileTampered } from '../support/tampered-tables.ts';
import { closed, faultsOf, startClosing } from '../support/volumes.ts';

// What an outsider can tell of a journal of two volumes by its files, and what an audit finds in its tables.
const rooms = await openRooms();
const { db, needs, world } = rooms;
const sequencing = new Sequencing(rooms);
const next = 'journal.procura.test/2027';
const folder = mkdtempSync(join(tmpdir(), 'procura-volumes-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const mandate = await world.mandate({ helper: await world.helper() });
const look = () => appendAlone(needs, { event: 'mandate_viewed', mandate });

beforeAll(async () => {
  const sequencer = startClosing(sequencing);
  await sequencing.write(300);
  await sequencing.settled(sequencer);
  await closed(sequencing, sequencer);
  await look();
  await sequencing.write(9);
  await sequencing.settled(sequencer);
  await sequencing.stop();
}, 60_000);

async function exported(of: string): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const line of exportJournal({ db, of })) lines.push(JSON.parse(line) as Line);
  return lines;
}

function verify(files: readonly (string | readonly Line[])[], ...options: string[]) {
  const names = files.map((file, n) => {
    const name = join(folder, `file-${String(n)}`);
    writeFileSync(name, typeof file === 'string' ? file : text(file));
    return name;
  });
  return run(['public/verify-journal.js', ...names, '--key', signer.vkey, ...options]);
}

test('the exports of both volumes verify, together and each alone, with the key of the first', async () => {
  const [one, two] = [await exported(origin), await exported(next)];
  for (const files of [[one, two], [one], [two]]) {
    const { code, said } = await verify(files);
    expect([code, said.match(/entries from place 0 on are those that/g)?.length]).toEqual([0, files.length]);
  }
  expect(await verify([two, one])).toMatchObject({ code: 2, said: expect.stringContaining('this part begins at 0') });
});

test('a volume that does not go on from the end of the one before is found out, though all is signed with the true key', async () => {
  const [one, two] = [await exported(origin), await exported(next)];
  const size = (one[0]?.size ?? 0) - 1;
  const cut = one.flatMap((line): Line[] => {
    if (line.index === size || line.checkpoint !== undefined) return [];
    const hashes = line.hashes === undefined ? null : Buffer.from(line.hashes, 'base64');
    const isLast = hashes !== null && line.tile === Math.floor(size / 256);
    return [isLast ? { ...line, hashes: hashes.subarray(0, (size % 256) * 32).toString('base64') } : line];
  });
  const root = await rootAt(db, size);
  const forged = [{ ...cut[0], size }, ...cut.slice(1), { checkpoint: signNote(checkpointText({ origin, size, root }), [signer]) }];
  expect(await verify([renumbered(forged)])).toMatchObject({ code: 0 });
  expect(await verify([renumbered(forged), two])).toMatchObject({
    ...{ code: 1, said: 'Entry 0 was altered: it does not go on from the last entry of the volume before.' },
  });
});

test('a checkpoint kept of the first volume is held against the export of that one alone', async () => {
  const [one, two] = [await exported(origin), await exported(next)];
  const kept = join(folder, 'kept');
  writeFileSync(kept, (await findCheckpointOf(db, 0))?.note ?? '');
  expect(await verify([one, two], '--since', kept)).toMatchObject({ code: 0 });
  expect(await verify([two], '--since', kept)).toMatchObject({ code: 2, said: 'Cannot judge: the older checkpoint is of another volume.' });
  writeFileSync(kept, signNote(checkpointText({ origin, size: 7, root: Buffer.alloc(32, 1) }), [signer]));
  expect((await verify([one, two], '--since', kept)).said).toMatch(/^Two histories were signed/);
});

test('the history of a mandate is proven over both', async () => {
  const proofs: string[] = [];
  for await (const proof of receiptsOf(needs, { mandateId: mandate.id }, null)) proofs.push(proof);
  const { code, said } = await verify([proofs.join('')]);
  expect(code).toBe(0);
  expect(said).toContain(`Numbers 1 to ${String(proofs.length)} of the mandate ${mandate.journalRef} follow each other`);
  expect(said).toContain(`as ${next} signed it`);
});

const nth = (place: number) => `(select id from journal.entries order by id offset ${String(place)} limit 1)`;
test.each<[what: string, sql: string, fault: RegExp]>([
  [
    'an entry of it is altered',
    `update journal.entries set leaf = set_byte(leaf, 9, 9) where id = ${nth(7)}`,
    /^altered: \d+: these are not the bytes/,
  ],
  ['an entry of it is gone', `delete from journal.entries where id = ${nth(7)}`, /^missing: \d+: this entry is in the tree/],
  [
    'an entry comes to it late',
    'insert into journal.entries (id, at, event, leaf) select 1000000, at, event, leaf from journal.entries limit 1',
    /^inserted: 1000000: /,
  ],
  ['its end is another', "update journal.closings set root = sha256('x')", /^tree_damaged: the head says/],
  [
    'it ended at another time',
    "update journal.closings set closed_at = closed_at + interval '1 second'",
    /^altered: \d+: this entry does not close/,
  ],
  ['how it ended is gone', 'delete from journal.closings', /^missing: how 1 volumes ended/],
  ['a tile of it is gone', 'delete from journal.tiles where level = 0 and n = 1', /^tree_damaged: /],
  [
    'it is said to be dropped',
    "update journal.closings set dropped_at = closed_at + interval '2 years'",
    /^missing: the entries of .+ are gone, and no entry says/,
  ],
  [
    'another begins the next',
    `update journal.entries set leaf = (select leaf from journal.entries where event = 'helper_signed_out' limit 1) where event = 'journal_opened'`,
    /^altered: \d+: this entry does not go on/,
  ],
])('of a closed volume: %s', async (_what, sql, fault) => {
  expect(await whileTampered(rooms, sql, () => faultsOf(sequencing))).toContainEqual(expect.stringMatching(fault));
});

test('what was signed of a closed volume is held against it, and a volume that there is not was rolled back', async () => {
  const last = await findCheckpointOf(db, 0);
  if (!last) throw new Error('nothing was published');
  expect(await faultsOf(sequencing, [{ ...last, origin }])).toEqual([]);
  const root = Buffer.alloc(32, 1);
  expect(await faultsOf(sequencing, [{ origin, size: last.size, root }])).toEqual([expect.stringMatching(/^split_view: /)]);
  expect(await faultsOf(sequencing, [{ origin, size: last.size + 1, root }])).toEqual([expect.stringMatching(/^rolled_back: /)]);
  expect(await faultsOf(sequencing, [{ origin: 'journal.procura.test/2028', size: 1, root }])).toEqual([
    'rolled_back: journal.procura.test/2028 was signed, and the journal is journal.procura.test/2027',
  ]);
});
