import type { Rooms } from './rooms.ts';

/** A value that is not plain, and where it lies. */
export interface Held {
  readonly name: string;
  readonly value: string;
}

/** Every value of every column that is not plain. */
export async function values(rooms: Rooms): Promise<Map<string, Held>> {
  const { rows } = await rooms.asOwner<{ place: string; table: string; column: string }>(
    `select format('%I.%I', n.nspname, c.relname) as place, case n.nspname when 'public' then c.relname else n.nspname || '.' || c.relname end as table, attname as column
       from pg_class c join pg_namespace n on n.oid = relnamespace join pg_attribute on attrelid = c.oid and attnum > 0 and not attisdropped
      where n.nspname in ('public', 'journal') and relkind = 'r' and not relispartition
        and col_description(c.oid, attnum) in ('personal', 'sealed', 'secret') order by 1, 3`,
  );
  const held = new Map<string, Held>();
  for (const { place, table, column } of rows) {
    const found = await rooms.asOwner<{ value: string }>(`select ${column}::text as value from ${place} where ${column} is not null`);
    for (const { value } of found.rows) held.set(`${table}.${column} ${value}`, { name: `${table}.${column}`, value });
  }
  return held;
}

/** Tables from whose rows foreign keys lead to a person, and that hold none. */
export async function unfilled(rooms: Rooms): Promise<string[]> {
  const { rows } = await rooms.asOwner<{ name: string }>(
    `with recursive reach (of) as (
       select 'people'::regclass::oid union
       select conrelid from pg_constraint join reach on confrelid = reach.of where contype = 'f' and conrelid <> confrelid
     ) select of::regclass::text as name from reach`,
  );
  const counts = await Promise.all(
    rows.map(async ({ name }) => ({ name, rows: (await rooms.asOwner(`select from ${name} limit 1`)).rows.length })),
  );
  return counts.filter((one) => one.rows === 0).map(({ name }) => name);
}

/** All that a dump holds, a row a line. */
export async function dump(rooms: Rooms): Promise<string[]> {
  const { rows } = await rooms.asOwner<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'journal')",
  );
  const lines: string[] = [];
  for (const { name } of rows)
    lines.push(
      ...(await rooms.asOwner<{ line: string }>(`select row_to_json(t)::text as line from ${name} as t`)).rows.map(({ line }) => line),
    );
  return lines;
}
