import fc from 'fast-check';
import { openWholeJournal, partitionOf, rowOf } from '../support/whole-journal.ts';
import { type Column, kindOf, otherBit, otherValue, refusal, whileTampered } from '../support/tampered-tables.ts';

// Whatever column of whatever table of the journal somebody with every right changes, `procura journal verify --values` names it, or the
// column is declared here as no part of what is proven, and why.
const outside: Readonly<Record<string, string>> = {
  'entries.xid': 'serves the commit that wrote it, to demand an entry of each change; nobody reads it afterwards',
  'entry_index.territory': 'which supervisors see the line: the organisation’s, taken from its own row',
  'heads.one': 'always true',
  'heads.hole_first': 'numbers the sequencer still waits for; an entry passed by is found by the guard and by this very audit',
  'heads.hole_last': 'the same',
  'heads.hole_barrier': 'the same: until when it waits',
  'closings.dropped_at': 'when the entries of a volume were dropped; of one that is kept, nothing',
  'closing_wishes.volume': 'what somebody wished; the closing itself is told by its entries',
  'closing_wishes.asked_at': 'the same',
  'checkpoints.signed_at': 'shown to people; witnesses sign their own time',
  'subject_keys.kek_id': 'says which master key to try; the wrapped key opens with that or with none',
  'subject_keys.created_at': 'of a key; nothing follows from it',
  'subject_keys.shredded_at': 'when; the entry that says so holds the instant',
};
const outsideRows: Readonly<Record<string, string>> = {
  'checkpoints: a row is gone': 'what was published is held by those who received it; the anchor and the witnesses know the last',
  'checkpoints: all rows are gone': 'the same: the next is published over the same tree',
  'subject_keys: a row is added': 'a key that seals nothing',
  'closing_wishes: a row is gone': 'nothing follows from a wish that was met',
  'closing_wishes: all rows are gone': 'the same',
  'closing_wishes: a row is added': 'a wish that no volume is of',
};

const { rooms, columns, faults } = await openWholeJournal();
const tables = [...new Set(columns.map(({ table }) => table))];

test('untouched, nothing is found', async () => {
  expect(await faults()).toEqual([]);
  expect(await whileTampered(rooms, 'select 1', faults)).toEqual([]);
  expect(await faults()).toEqual([]);
});

test('any bit of any column, in whatever row, is missed and called what it is', async () => {
  const inside = columns.filter(({ table, column }) => !(`${table}.${column}` in outside));
  const sizes = inside.filter(({ table, column }) => `${table}.${column}` === 'checkpoints.size');
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...inside), fc.nat(400), fc.nat(4_000), async (column, row, bit) => {
      const { table, column: name } = column;
      const sql = `update journal.${partitionOf(table)} set ${name} = ${otherBit(column, bit)} where ${rowOf(column, row)}`;
      const found = await whileTampered(rooms, sql, faults);
      if (found[0]?.startsWith(refusal) !== true) expect(found).toContainEqual(expect.stringMatching(kindOf(column)));
    }),
    { numRuns: 40, examples: sizes.map((size) => [size, 0, 41]) }, // into a volume that there is none of
  );
}, 240_000);

test.each(columns.map((column) => [`${column.table}.${column.column}`, column] as const))('another value in %s', async (name, column) => {
  const sql = `update journal.${partitionOf(column.table)} set ${column.column} = ${otherValue(column)} where ${rowOf(column)}`;
  const found = await whileTampered(rooms, sql, faults);
  const [first = ''] = found;
  if (name in outside)
    expect(found.filter((fault) => !fault.startsWith(refusal))).toEqual([]); // else it need not be declared
  else if (!first.startsWith(refusal))
    expect([name, found]).toEqual([name, expect.arrayContaining([expect.stringMatching(kindOf(column))])]);
});

test.each(
  tables.flatMap((table) =>
    ['a row is gone', 'all rows are gone', 'a row is added'].map((what) => [`${table}: ${what}`, table, what] as const),
  ),
)('%s', async (name, table, what) => {
  const of = columns.filter((column) => column.table === table);
  const [first] = of;
  if (!first) throw new Error('a table has columns');
  const at = rowOf(first);
  const place = partitionOf(table);
  const key =
    of.find(({ column }) => ['id', 'n', 'volume', 'size', 'mandate_ref', 'subject_ref', 'entry_id', 'one'].includes(column)) ?? first;
  const copied = of.map((column) => (column === key ? otherOf(key) : column.column)).join(', ');
  const sql = {
    'a row is gone': `delete from journal.${place} where ${at}`,
    'all rows are gone': `delete from journal.${place}`,
    'a row is added': `insert into journal.${place} (${of.map(({ column }) => column).join(', ')}) select ${copied} from journal.${place} where ${at}`,
  }[what];
  const found = await whileTampered(rooms, sql ?? '', faults);
  expect([name, found.length > 0 || name in outsideRows]).toEqual([name, true]);
});

test('another mandate in the index of an entry whose person was erased, where nothing sealed says which it was', async () => {
  const sql =
    'update journal.entry_index set mandate_id = gen_random_uuid() where mandate_id is not null and entry_id in (select entry_id from journal.erased_values)';
  const gone = sql.replace('gen_random_uuid()', 'null');
  for (const changed of [sql, gone])
    expect(await whileTampered(rooms, changed, faults)).toContain('altered: the index gives it another instant, event or mandate');
});

// Somebody with every right takes away what was sealed for a person or a helper, and makes it look as an erasure leaves it.
const lost = 'missing: what is sealed for it is gone, and no erasure took it';
const counts = expect.stringMatching(/^missing: \d+ sealed values are said to be erased; the entries of the erasures say \d+$/);
describe.each(['person_id', 'helper_id'])('what was sealed for somebody whom the index names in %s', (column) => {
  const chosen = `create temporary table chosen as select i.entry_id, p.subject_ref from journal.entry_index i
    join (select id, subject_ref from people union all select id, subject_ref from helpers) p on p.id = i.${column} order by 1 limit 1`;
  const gone = 'delete from journal.sealed_values where (entry_id, subject_ref) in (table chosen)';
  const unnamed = `update journal.entry_index set ${column} = null where entry_id in (select entry_id from chosen)`;
  const declared = `insert into journal.erased_values select entry_id, 1 from chosen`;

  test.each([
    ['is taken', [gone], lost],
    ['is taken, and the index names them no more', [gone, unnamed], lost],
    ['is taken as if it had been erased', [gone, unnamed, declared], counts],
    ['is said to be erased, and is there', [declared], 'inserted: more is sealed for it than was recorded'],
    [
      'is taken in place of what was erased',
      [
        gone,
        unnamed,
        'update journal.erased_values set entry_id = (select entry_id from chosen) where count = 1 and entry_id = (select max(entry_id) from journal.erased_values)',
      ],
      lost,
    ],
  ])('%s: it is missed', async (_what, statements, fault) => {
    const sql = [chosen, ...statements, 'drop table chosen'].join('; ');
    expect(await whileTampered(rooms, sql, faults)).toEqual(expect.arrayContaining([fault]));
  });
});

/** A key that no row has. */
function otherOf(key: Column): string {
  return key.type === 'uuid' || key.type === 'boolean' ? otherValue(key) : `${key.column} - 100000`;
}
