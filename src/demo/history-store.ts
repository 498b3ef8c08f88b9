import type { Tx } from '../db/database.ts';
import { openOwner, type DatabaseSource } from '../db/database.ts';

/** A row by its columns; buffers are written as the database reads them. */
export type Row = Readonly<Record<string, string | number | boolean | Date | Buffer | null | readonly string[]>>;

/** Rows of one shape, in one statement. */
export async function insertRows(tx: Tx, table: string, rows: readonly Row[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first).join(', ');
  await tx.raw(`insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, :rows::jsonb)`, {
    rows: JSON.stringify(rows.map(written)),
  });
}

function written(row: Row): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value]),
  );
}

/** Ends these mandates, their procedures and the uses under way. */
export async function setManyRevoked(tx: Tx, ended: readonly { readonly id: string; readonly at: Date }[]): Promise<void> {
  if (ended.length === 0) return;
  const given = { ids: ended.map(({ id }) => id), ats: ended.map(({ at }) => at.toISOString()) };
  const of = 'from unnest(:ids::uuid[], :ats::timestamptz[]) as ended (id, at)';
  await tx.raw(`update mandates set revoked_at = ended.at ${of} where mandates.id = ended.id`, given);
  await tx.raw(
    `update mandate_procedures set revoked_at = ended.at, end_cause = 'revoked', channel = 'orally' ${of} where mandate_id = ended.id and revoked_at is null`,
    given,
  );
  await tx.raw(`update uses set ended_at = ended.at ${of} where mandate_id = ended.id and ended_at is null`, given);
}

/** Lets the database count what was laid, as it would in the course of weeks, so that it chooses its ways well. */
export async function settle(source: DatabaseSource): Promise<void> {
  const owner = await openOwner(source);
  try {
    const tables =
      'journal.entry_index, journal.mandate_chains, journal.sealed_values, mandates, mandate_drafts, mandate_procedures, uses, people';
    for (const table of tables.split(', ')) await owner.raw(`vacuum (analyze) ${table}`);
  } finally {
    await owner.destroy();
  }
}

/** How many organisations there are: the next ones take the numbers after them. */
export async function countOrganisations(tx: Tx): Promise<number> {
  const { rows } = await tx.raw<{ rows: [{ count: number }] }>('select count(*)::int from organisations');
  return rows[0].count;
}
