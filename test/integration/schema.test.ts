import { openRooms } from '../support/rooms.ts';

const { db } = await openRooms();

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
