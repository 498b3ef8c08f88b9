import type { Db, Tx } from '../db/database.ts';

/** For which mandate a manager gave a reason. */
export interface KeptLook {
  readonly id: string;
  readonly helperId: string;
  readonly organisationId: string;
  readonly mandateId: string;
}

export async function insertLook(tx: Tx, look: KeptLook, at: Date): Promise<void> {
  await tx.insert({ ...columnsOf(look), opened_at: at }).into('looks');
}

/** Whether this manager gave a reason for this mandate, for this organisation, after `since`. */
export async function isOpen(db: Db | Tx, look: KeptLook, since: Date): Promise<boolean> {
  return (await db.select('id').from('looks').where(columnsOf(look)).where('opened_at', '>', since).first()) !== undefined;
}

/** Forgets what no longer opens anything: the journal keeps who looked, and why. */
export async function deleteOldLooks(db: Db, before: Date): Promise<void> {
  await db('looks').where('opened_at', '<=', before).delete();
}

function columnsOf({ id, helperId, organisationId, mandateId }: KeptLook): Record<string, string> {
  return { id, helper_id: helperId, organisation_id: organisationId, mandate_id: mandateId };
}
