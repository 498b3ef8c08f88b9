import type { Db, Tx } from '../db/database.ts';

/** The persons whose number or mailbox it is, as far as anybody said. */
export async function listPeopleByPrint(
  db: Db | Tx,
  print: Buffer,
): Promise<{ personId: string; contactId: string; confirmedAt: Date | null }[]> {
  const columns = { personId: 'person_id', contactId: 'id', confirmedAt: 'confirmed_at' };
  return db.select(columns).from('contacts').where({ print, removed_at: null }).orderBy('created_at');
}

/** For how many other persons helpers of this organisation gave the same one. */
export async function countSharing(
  tx: Tx,
  { print, organisationId, personId }: { readonly print: Buffer; readonly organisationId: string; readonly personId: string },
): Promise<number> {
  const { rows } = await tx.raw<{ rows: { count: number }[] }>(
    `select count(distinct person_id)::int as count from contacts
     where print = :print and removed_at is null and organisation_id = :organisationId and person_id <> :personId`,
    { print, organisationId, personId },
  );
  return rows[0]?.count ?? 0;
}

/** Whoever else confirms this address waits until the transaction ends. */
export async function holdAddress(tx: Tx, print: Buffer): Promise<void> {
  await tx.raw(`select pg_advisory_xact_lock(hashtextextended('procura/addresses/' || :print::text, 0))`, { print: print.toString('hex') });
}
