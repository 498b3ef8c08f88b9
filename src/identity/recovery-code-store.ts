import type { Db, Tx } from '../db/database.ts';

export async function insertCodes(
  tx: Tx,
  given: { readonly helperId: string; readonly codes: readonly { readonly codeHash: Buffer; readonly shown: Buffer }[]; readonly at: Date },
): Promise<void> {
  await tx
    .insert(given.codes.map(({ codeHash, shown }) => ({ code_hash: codeHash, shown, helper_id: given.helperId, created_at: given.at })))
    .into('recovery_codes');
}

export async function deleteCodes(tx: Tx, helperId: string): Promise<void> {
  await tx('recovery_codes').where({ helper_id: helperId }).delete();
}

/** Sealed: what its owner has not noted yet. */
export async function listShown(db: Db, helperId: string): Promise<Buffer[]> {
  const rows = (await db.select('shown').from('recovery_codes').where({ helper_id: helperId, used_at: null }).whereNotNull('shown')) as {
    shown: Buffer;
  }[];
  return rows.map(({ shown }) => shown);
}

export async function hideCodes(tx: Tx, helperId: string): Promise<void> {
  await tx('recovery_codes').where({ helper_id: helperId }).update({ shown: null });
}

/** Uses a code up; false when there is none such, or it was used. */
export async function takeCode(tx: Tx, codeHash: Buffer, at: Date): Promise<boolean> {
  return (await tx('recovery_codes').where({ code_hash: codeHash, used_at: null }).update({ used_at: at, shown: null })) === 1;
}

/** How many are left; null for who never had any. */
export async function countCodes(db: Db, helperId: string): Promise<number | null> {
  const { rows } = await db.raw<{ rows: { given: number; left: number }[] }>(
    `select count(*)::int as given, (count(*) filter (where used_at is null))::int as left from recovery_codes where helper_id = :helperId`,
    { helperId },
  );
  const [counts] = rows;
  return counts && counts.given > 0 ? counts.left : null;
}
