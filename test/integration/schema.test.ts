import { readFile, writeFile } from 'node:fs/promises';
import { sealedColumns } from '../../src/cli/sealed-columns.ts';
import { openRooms } from '../support/rooms.ts';
import { dumpSchema } from '../support/schema.ts';

const { db } = await openRooms();
const file = 'test/integration/schema.sql';

test('every column says what it holds: plain, personal, sealed or secret', async () => {
  const { rows } = await db.raw<{ rows: { name: string }[] }>(
    `select columns.table_schema || '.' || columns.table_name || '.' || columns.column_name as name
       from information_schema.columns
       join information_schema.tables using (table_schema, table_name)
      where columns.table_schema in ('public', 'journal') and tables.table_type = 'BASE TABLE'
        and columns.table_name not like 'knex_%' and columns.table_name !~ '^entries_'
        and coalesce(col_description((columns.table_schema || '.' || columns.table_name)::regclass, columns.ordinal_position), '')
            not in ('plain', 'personal', 'sealed', 'secret')
      order by 1`,
  );
  expect(rows).toEqual([]);
});

test('the schema is the one that was reviewed: test/integration/schema.sql', async () => {
  const lines = await dumpSchema(db);
  const isToWrite = process.env['WRITE_SCHEMA'] !== undefined;
  if (isToWrite) await writeFile(file, `${lines.join('\n')}\n`);
  const reviewed = (await readFile(file, 'utf8')).trimEnd().split('\n');
  // one fact a line, so that changes of several branches may be merged in any order
  expect({ missing: lines.filter((line) => !reviewed.includes(line)), gone: reviewed.filter((line) => !lines.includes(line)) }).toEqual({
    missing: [],
    gone: [], // `WRITE_SCHEMA=1 npm test -- test/integration/schema` writes it anew
  });
});

/** What is sealed with the key of the person or helper it is about: it follows that key. */
const sealedPerSubject = [
  'application_messages.text',
  'applications.people',
  'case_steps.words',
  'supervision_reasons.words',
  'supervision_searches.words',
  'supervision_exports.words',
  'contacts.address',
  'journal.sealed_values.blob',
  'mandate_drafts.terms',
  'mandate_drafts.reply',
  'mandates.terms',
  'outbox.message',
  'people.identity',
  'receipts.statement',
  'stop_codes.code',
  'sample_lines.note',
  'sms_questions.words',
  'trainings.file',
];

test('what is secret is a hash or a fingerprint, or sealed with a key that can change: none is forgotten when it does', async () => {
  const secret = (await dumpSchema(db)).flatMap((line) => {
    const [, table, column] = /^alter table (\S+) add (\S+) .*-- (?:secret|sealed)$/.exec(line) ?? [];
    return table && column ? [`${table}.${column}`] : [];
  });
  const isDigest = (name: string) => /_hash$|[._](\w+_)?print$|^stop_holders\.session$|^applications\.mailbox$/.test(name);
  const known = [...sealedPerSubject, ...sealedColumns.map(({ table, column }) => `${table}.${column}`)];
  expect(secret.filter((name) => !isDigest(name) && !known.includes(name))).toEqual([]);
});
