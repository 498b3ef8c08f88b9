import fc from 'fast-check';
import { auditJournal, type Fault } from '../../src/journal/audit.ts';
import { openCheckpoint } from '../../src/journal/checkpoint.ts';
import { openSigner } from '../../src/journal/note.ts';
import { findCheckpoint } from '../../src/journal/tree-store.ts';
import { openRooms } from '../support/rooms.ts';
import { logKeys, Sequencing } from '../support/sequencing.ts';

// Somebody with every right on the database changes it; each change is made, found and named, and undone.
const rooms = await openRooms();
const sequencing = new Sequencing(rooms);
let known: { size: number; root: Buffer }[] = [];
const size = 300;

beforeAll(async () => {
  await rooms.world.mandate({ helper: await rooms.world.helper() });
  const sequencer = sequencing.start();
  await sequencing.write(size - 20);
  await sequencing.settled(sequencer);
  await sequencing.write(20);
  await sequencing.settled(sequencer);
  await sequencing.stop();
  const last = await findCheckpoint(rooms.db);
  known = last ? [openCheckpoint(last.note, { logKeys })] : [];
}, 60_000);

async function faults(): Promise<Fault[]> {
  const found: Fault[] = [];
  for await (const fault of auditJournal({ db: rooms.db, logKeys, known })) if (found.push(fault) === 20) break;
  return found;
}

const lifted = (sql: string) =>
  rooms.asOwner(`set session_replication_role = replica; ${sql}; set session_replication_role = default; select 1`);

/** Does it, looks, and undoes it from a copy taken before. */
async function tampered(sql: string): Promise<Fault[]> {
  const tables = ['entries', 'tiles', 'heads', 'checkpoints'];
  await lifted(tables.map((table) => `create table public.copy_${table} as table journal.${table}`).join('; '));
  await lifted(sql);
  const found = await faults();
  const restored = tables.map(
    (table) => `delete from journal.${table}; insert into journal.${table} table public.copy_${table}; drop table public.copy_${table}`,
  );
  await lifted(restored.join('; '));
  return found;
}

const nth = (place: number) => `(select id from journal.entries order by id offset ${place} limit 1)`;
const flip = (column: string, at: number) => `set_byte(${column}, ${at}, get_byte(${column}, ${at}) # ${2 ** (at % 8)})`;

test('an untouched journal has no fault', async () => {
  expect(await faults()).toEqual([]);
  expect(await tampered('select 1')).toEqual([]);
  expect(await faults()).toEqual([]);
});

test('any bit of any entry’s bytes, of any tile, root or head', async () => {
  const target = fc.constantFrom(
    ...['entries leaf', 'tiles hashes', 'tiles ids', 'heads root', 'checkpoints root'].map((name) => name.split(' ') as [string, string]),
  );
  await fc.assert(
    fc.asyncProperty(target, fc.nat(), fc.nat(), async ([table, column], row, place) => {
      const { rows } = await rooms.asOwner<{ at: string; length: number }>(
        `select ctid::text as at, octet_length(${column}) as length from journal.${table} where ${column} is not null order by ctid`,
      );
      const { at, length } = rows[row % rows.length] ?? { at: '', length: 1 };
      const partition = table === 'entries' ? 'entries_0' : table;
      expect(
        await tampered(`update journal.${partition} set ${column} = ${flip(column, place % length)} where ctid = '${at}'`),
      ).not.toEqual([]);
    }),
    { numRuns: 20 },
  );
}, 120_000);

test.each([
  ['the instant of a row', `update journal.entries set at = at + interval '1 second' where id = ${nth(7)}`, 'altered'],
  ['the event of a row', `update journal.entries set event = 'mandate_used' where id = ${nth(7)}`, 'altered'],
  ['the mandate of a row', `update journal.entries set mandate_ref = gen_random_uuid(), mandate_n = 1 where id = ${nth(250)}`, 'altered'],
  ['the rank of a row', 'update journal.entries set mandate_n = mandate_n + 1 where mandate_n = 2', 'altered'],
  [
    'the width of a tile',
    'update journal.tiles set w = 100, hashes = substring(hashes for 3200), ids = substring(ids for 800) where level = 0 and n = 0',
    'tree_damaged',
  ],
  ['the least number of a tile', 'update journal.tiles set min_id = min_id - 1 where level = 0 and n = 0', 'tree_damaged'],
  ['a tile beyond the tree', "insert into journal.tiles (level, n, w, hashes) values (5, 0, 1, sha256('x'))", 'tree_damaged'],
  ['an entry is gone', `delete from journal.entries where id = ${nth(7)}`, 'missing'],
  ['a tile is gone', 'delete from journal.tiles where level = 0 and n = 1', 'tree_damaged'],
  ['a tile is moved along', 'update journal.tiles set n = n + 1 where level = 0 and n = 1', 'tree_damaged'],
  ['the upper tile is gone', 'delete from journal.tiles where level = 1', 'tree_damaged'],
  ['the head is gone', 'delete from journal.heads', 'rolled_back'],
  [
    'everything is gone',
    'delete from journal.heads; delete from journal.tiles; delete from journal.entries; delete from journal.checkpoints',
    'rolled_back',
  ],
  [
    'an entry is put in the past',
    `insert into journal.entries (id, at, event, leaf) select -5, at, event, leaf from journal.entries where id = ${nth(7)}`,
    'inserted',
  ],
  ['the last entries are cut off', `delete from journal.entries where id > ${nth(size - 30)}`, 'missing'],
  [
    'two entries are swapped',
    `update journal.entries e set leaf = o.leaf, at = o.at, event = o.event from journal.entries o where (e.id = ${nth(60)} and o.id = ${nth(61)}) or (e.id = ${nth(61)} and o.id = ${nth(60)})`,
    'reordered',
  ],
  [
    'an entry and its hash in the tile',
    `update journal.entries set leaf = ${flip('leaf', 3)} where id = ${nth(7)};
     update journal.tiles set hashes = overlay(hashes placing (select sha256('\\x00'::bytea || leaf) from journal.entries where id = ${nth(7)}) from 7 * 32 + 1) where level = 0 and n = 0`,
    'tree_damaged',
  ],
  ['a checkpoint is signed by another', "update journal.checkpoints set note = replace(note, E'\\n\\n', E'\\nx\\n\\n')", 'wrong_signature'],
  [
    'a checkpoint’s row says another size',
    'update journal.checkpoints set size = size + 1 where size = (select max(size) from journal.checkpoints)',
    'wrong_signature',
  ],
] as const)('found and named: %s', async (_what, sql, kind) => {
  const found = await tampered(sql);
  expect(found.map((fault) => fault.kind)).toContain(kind);
});

test('the first broken entry is named by its number and place', async () => {
  const { rows } = await rooms.asOwner<{ id: string }>(`select ${nth(7)}::text as id`);
  const [first] = await tampered(`update journal.entries set leaf = ${flip('leaf', 9)} where id >= ${nth(7)} and id < ${nth(10)}`);
  expect(first).toMatchObject({ kind: 'altered', entryId: rows[0]?.id });
  expect(await faults()).toEqual([]);
});

test('the database brought back to yesterday, or another history signed for it, consistent in itself, is found by what was kept elsewhere', async () => {
  const { rows } = await rooms.asOwner<{ size: string }>('select max(size) as size from journal.checkpoints');
  known = [{ size: Number(rows[0]?.size) + 10, root: Buffer.alloc(32) }];
  expect(await faults()).toEqual([expect.objectContaining({ kind: 'rolled_back' })]);
  known = [{ size: Number(rows[0]?.size), root: Buffer.alloc(32) }];
  expect(await faults()).toEqual([expect.objectContaining({ kind: 'split_view' })]);
  known = [];
});

test('a checkpoint of a key that is not the log’s is named', async () => {
  const stranger = openSigner('stranger.example', Buffer.alloc(32, 1));
  const found = await tampered(
    `update journal.checkpoints set note = split_part(note, E'\\n\\n', 1) || E'\\n\\n' || '${stranger.signatureOf('x\n')}'`,
  );
  expect(found.map(({ kind }) => kind)).toContain('wrong_signature');
});
