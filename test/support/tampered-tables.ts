import type { Rooms } from './rooms.ts';

/** A column of a table of the journal. */
export interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

/** Every column of every table of the journal, as the database says it: one that lands later is among them. */
export async function listColumns(rooms: Rooms): Promise<Column[]> {
  const { rows } = await rooms.asOwner<Column>(
    `select c.relname as table, attname as column, format_type(coalesce(nullif(typbasetype, 0), atttypid), null) as type
       from pg_class c join pg_attribute on attrelid = c.oid and attnum > 0 and not attisdropped join pg_type as of on of.oid = atttypid
      where relnamespace = 'journal'::regnamespace and relkind in ('r', 'p') and not relispartition order by 1, attnum`,
  );
  return rows;
}

/** Somebody with every right changes the tables; what `look` finds then; and all is as it was. What a table itself refuses is found too. */
export async function whileTampered<T>(rooms: Rooms, sql: string, look: () => Promise<T[]>): Promise<(T | string)[]> {
  const lifted = (statements: string) =>
    rooms.asOwner(`set session_replication_role = replica; ${statements}; set session_replication_role = default; select 1`);
  const tables = [...new Set((await listColumns(rooms)).map(({ table }) => table))];
  await lifted(tables.map((table) => `create table public.copy_${table} as table journal.${table}`).join('; '));
  try {
    await lifted(sql);
    return await look();
  } catch (error) {
    const { code = '' } = Object(error) as { readonly code?: string }; // the embedded engine's errors are of another realm
    if (!code.startsWith('23')) throw error;
    return [`${refusal}: ${code}`];
  } finally {
    await lifted(
      tables
        .map((name) => `delete from journal.${name}; insert into journal.${name} table public.copy_${name}; drop table public.copy_${name}`)
        .join('; '),
    );
  }
}

/** Another value of the type, near the one there is. */
export function otherValue({ column, type }: Column): string {
  const flipped = `set_byte(${column}, octet_length(${column}) / 2, get_byte(${column}, octet_length(${column}) / 2) # 4)`;
  const others: Readonly<Record<string, string>> = {
    ...{ uuid: 'gen_random_uuid()', bytea: flipped, text: `${column} || 'x'`, boolean: `not ${column}`, xid8: `'7'::xid8` },
    ...{ 'timestamp with time zone': `${column} + interval '1 second'`, 'bigint[]': `${column} || 1::bigint`, 'xid8[]': `'{7}'::xid8[]` },
  };
  return others[type] ?? `${column} + 1`;
}

/** The value with one bit another: one of all it has, however many. */
export function otherBit({ column, type }: Column, bit: number): string {
  const flipped = (bytes: string) =>
    `set_byte(${bytes}, ${bit} % octet_length(${bytes}), get_byte(${bytes}, ${bit} % octet_length(${bytes})) # ${2 ** (bit % 8)})`;
  const at = `(${bit} % length(${column}) + 1)`;
  const integer = (width: number) => `${column} # (1::${type} << ${bit % width})`;
  const others: Readonly<Record<string, string>> = {
    ...{ bytea: flipped(column), uuid: `encode(${flipped(`decode(replace(${column}::text, '-', ''), 'hex')`)}, 'hex')::uuid` },
    ...{
      text: `overlay(${column} placing chr(ascii(substr(${column}, ${at}, 1)) # ${2 ** (bit % 5)}) from ${at})`,
      boolean: `not ${column}`,
    },
    ...{ bigint: integer(62), integer: integer(30), smallint: integer(14) },
    'timestamp with time zone': `${column} + make_interval(secs => ${2 ** (bit % 40)} / 1e6)`,
  };
  return others[type] ?? otherValue({ table: '', column, type });
}

/** How it begins when a table itself does not take a change. */
export const refusal = 'the table refuses it';

/** What the change of a column must be called, or of any column of its table. */
export function kindOf({ table, column }: Column): RegExp {
  return kinds[`${table}.${column}`] ?? kinds[table] ?? /^nothing yet/;
}

const kinds: Readonly<Record<string, RegExp>> = {
  ...{
    checkpoints: /^wrong_signature:/,
    entries: /^altered:/,
    entry_index: /^altered:/,
    mandate_chains: /^altered:/,
    tiles: /^tree_damaged:/,
  },
  ...{ closings: /^(tree_damaged|altered):/, 'closings.volume': /^(missing|altered):/, 'closings.origin': /^(wrong_signature|altered):/ },
  ...{ heads: /^tree_damaged:/, 'heads.origin': /^wrong_signature:/, sealed_values: /^altered:/, erased_values: /^(missing|inserted):/ },
  ...{ subject_keys: /^altered:/, 'subject_keys.erased_by': /^missing:/, 'entries.id': /^(missing|inserted):/ },
  ...{ 'entry_index.entry_id': /^missing:/, 'tiles.ids': /^(missing|inserted):/, 'sealed_values.entry_id': /^missing:/ },
  ...{ 'sealed_values.subject_ref': /^(missing|altered):/, 'subject_keys.subject_ref': /^(missing|altered):/ },
};
