import type { Vault } from '../vault.ts';
import type { Db } from './database.ts';

/** A column whose values the master key seals directly, and the place each is bound to. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** What names a row, as SQL, and its type. */
  readonly id: string;
  readonly type: 'uuid' | 'text' | 'bytea';
  readonly purpose: string;
  /** The context that the value of a row was sealed for, as SQL. */
  readonly context: string;
  /** Which rows; all of them when absent. */
  readonly where?: string;
  /** The column that says which master key sealed. */
  readonly keyId?: string;
}

/**
 * Seals again, a batch at a time, what a former master key sealed in this column. What changed meanwhile is left alone: it was sealed
 * with the current key, or is gone. Yields how many rows were looked at and how many were sealed again. May be interrupted and begun again.
 */
export async function* resealColumn(owner: Db, vault: Vault, sealed: SealedColumn): AsyncGenerator<{ read: number; resealed: number }> {
  for (let after: string | null = null; ;) {
    const rows = await listSealed(owner, sealed, after);
    const last = rows.at(-1);
    if (!last) return;
    after = last.row_id;
    const former = rows.flatMap(({ row_id: id, context, value }) => {
      const again = vault.reseal(sealed.purpose, context, value);
      return again ? [{ id, value, again }] : [];
    });
    yield { read: rows.length, resealed: former.length === 0 ? 0 : await replace(owner, sealed, { former, keyId: vault.keyId }) };
  }
}

const batch = 500;

// these pieces of SQL are constants of ours, never anything from outside
async function listSealed(
  owner: Db,
  { table, column, id, type, context, where = 'true' }: SealedColumn,
  after: string | null,
): Promise<{ row_id: string; context: string; value: Buffer }[]> {
  const beyond = after === null ? 'true' : `(${id}) > :after::${type}`;
  const { rows } = await owner.raw<{ rows: { row_id: string; context: string; value: Buffer }[] }>(
    `select (${id})::text as row_id, ${context} as context, ${column} as value
       from ${table} where ${column} is not null and (${where}) and ${beyond} order by (${id}) limit :batch`,
    { ...(after !== null && { after }), batch },
  );
  return rows;
}

async function replace(
  owner: Db,
  { table, column, id, type, keyId }: SealedColumn,
  by: { readonly former: readonly { id: string; value: Buffer; again: Buffer }[]; readonly keyId: string },
): Promise<number> {
  const { rowCount } = await owner.raw<{ rowCount: number }>(
    `update ${table} set ${column} = given_again${keyId ? `, ${keyId} = :keyId` : ''}
       from unnest(:ids::${type}[], :former::bytea[], :again::bytea[]) as given (given_id, given_former, given_again)
      where (${id}) = given_id and ${column} = given_former`,
    {
      ids: by.former.map((row) => row.id),
      former: by.former.map(({ value }) => value),
      again: by.former.map(({ again }) => again),
      ...(keyId && { keyId: by.keyId }),
    },
  );
  return rowCount;
}
