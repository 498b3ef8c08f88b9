import { openRooms } from '../support/rooms.ts';

// What the application's role, and whoever speaks through it, may not do to the record, table by table as the database lists them.
const rooms = await openRooms();
const { db } = rooms;

/** Facts of other rooms that are added and never changed. */
const onlyGrow = [
  ...['case_steps', 'case_reminders', 'reminders', 'letters', 'receipts', 'samples', 'stop_codes'],
  ...['helper_standings', 'organisation_standings', 'former_helper_names', 'former_organisation_names'],
];
interface Table {
  readonly name: string;
  /** Any of its columns. */
  readonly column: string;
}
const { rows: tables } = await rooms.asOwner<Table>(
  `select c.oid::regclass::text as name, min(quote_ident(attname)) as column
     from pg_class c join pg_attribute on attrelid = c.oid and attnum > 0 and not attisdropped
    where relkind in ('r', 'p') and (relnamespace = 'journal'::regnamespace or c.oid = any(array['${onlyGrow.join("', '")}']::regclass[]))
    group by c.oid order by 1`,
);
/** What may be done all the same, and why nothing is lost by it. */
const allowed: Readonly<Record<string, string>> = {
  'update journal.mandate_chains':
    'where the next entry of a mandate goes; the entries hold each other, and a chain moved otherwise is named',
  'lock it for itself journal.mandate_chains': 'whoever may change a row may lock its table, as long as the transaction lasts',
};

const refused = { code: '42501' };
const changes = ({ name, column }: Table) => ({
  ...{ update: `update ${name} set ${column} = ${column}`, delete: `delete from ${name}` },
  ...{ truncate: `truncate ${name}`, 'truncate what hangs on it': `truncate ${name} cascade` },
  ...{
    'disable the triggers': `alter table ${name} disable trigger user`,
    'disable all triggers': `alter table ${name} disable trigger all`,
  },
  ...{ 'turn deletes into nothing': `create rule quiet as on insert to ${name} do instead nothing` },
  ...{ 'add a trigger': `create trigger quiet before insert on ${name} for each statement execute function journal.refuse()` },
  ...{ 'drop a column': `alter table ${name} drop column ${column}`, drop: `drop table ${name} cascade` },
  ...{ 'lock it for itself': `do $$ begin lock table ${name} in access exclusive mode; end $$` },
});

test('every table of the journal is looked at, its partitions too', () => {
  const names = tables.map(({ name }) => name);
  const few = ['entries', 'entries_0', 'entries_rest', 'tiles', 'heads', 'checkpoints', 'erased_values', 'mandate_chains'];
  expect(names).toEqual(expect.arrayContaining([...few.map((name) => `journal.${name}`), ...onlyGrow]));
});

test.each(tables.map((table) => [table.name, table] as const))(
  'the application may change nothing of %s, nor what watches over it',
  async (name, table) => {
    const done: string[] = [];
    for (const [what, sql] of Object.entries(changes(table)))
      await db.raw(sql).then(
        () => done.push(`${what} ${name}`),
        (error: unknown) => {
          expect([sql, Object(error)]).toEqual([sql, expect.objectContaining(refused)]);
        },
      );
    expect(done).toEqual(Object.keys(allowed).filter((one) => one.endsWith(` ${name}`)));
  },
);

test.each(['mandates', 'mandate_procedures', 'mandate_drafts', 'uses', 'confirmations', 'cases'])(
  'of %s, whose changes demand an entry, the application may not take away the demand, nor a row unseen',
  async (name) => {
    for (const sql of [
      ...[`truncate ${name} cascade`, `alter table ${name} disable trigger all`, `drop table ${name} cascade`],
      `do $$ declare demand name; begin select tgname into strict demand from pg_trigger where tgrelid = '${name}'::regclass and tgname ~ 'journalled' limit 1;
         execute format('drop trigger %I on ${name}', demand); end $$`,
    ])
      await expect(db.raw(sql)).rejects.toMatchObject(refused);
  },
);

test.each([
  'set session_replication_role = replica',
  'alter function journal.must_log() set search_path = pg_temp',
  "create or replace function journal.refuse() returns trigger language plpgsql as 'begin return old; end'",
  'create table journal.another (x int)',
  'alter sequence journal.entry_id restart with 1',
  'alter sequence journal.entry_id cache 20',
  'drop schema journal cascade',
  'alter schema journal rename to other',
])('nor go around the tables: %s', async (sql) => {
  await expect(db.raw(sql)).rejects.toMatchObject(refused);
});

test('no role of ours owns anything, nor may empty a table or hang a trigger on it, in any schema', async () => {
  const { rows } = await rooms.asOwner<{ what: string }>(
    `select role || ' has ' || right_ || ' on ' || c.oid::regclass as what
       from pg_class c, unnest(array['procura_app', 'procura_sequencer']) as role, unnest(array['TRUNCATE', 'TRIGGER', 'REFERENCES']) as right_
      where relnamespace in ('public'::regnamespace, 'journal'::regnamespace) and relkind in ('r', 'p', 'v') and has_table_privilege(role, c.oid, right_)
      union all
     select pg_get_userbyid(relowner) || ' owns ' || oid::regclass from pg_class where pg_get_userbyid(relowner) ~ '^procura_(app|sequencer)$'
      union all
     select rolname || ' is more than a role' from pg_roles
      where rolname ~ '^procura_(app|sequencer)$' and (rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication)`,
  );
  expect(rows).toEqual([]);
});
