import type { Db, Tx } from '../db/database.ts';

export async function insertApplicationLink(
  tx: Tx,
  link: { readonly tokenHash: Buffer; readonly applicationId: string; readonly createdAt: Date; readonly expiresAt: Date },
): Promise<void> {
  await tx
    .insert({ token_hash: link.tokenHash, application_id: link.applicationId, created_at: link.createdAt, expires_at: link.expiresAt })
    .into('application_links');
}

/** Uses a link up; undefined when it was used, is too old or never was. */
export async function redeemApplicationLink(tx: Tx, tokenHash: Buffer, at: Date): Promise<string | undefined> {
  const rows = await tx('application_links')
    .where('token_hash', tokenHash)
    .whereNull('redeemed_at')
    .where('expires_at', '>', at)
    .update({ redeemed_at: at })
    .returning<{ application_id: string }[]>('application_id');
  return rows[0]?.application_id;
}

/** Whose link it is or was, usable or not. */
export async function findApplicationOfLink(db: Db | Tx, tokenHash: Buffer): Promise<string | undefined> {
  const [id] = await db.from('application_links').where('token_hash', tokenHash).pluck<string[]>('application_id');
  return id;
}

/** Forgets links long past; returns how many. */
export async function deleteEndedLinks(db: Db, before: Date): Promise<number> {
  return db('application_links').where('expires_at', '<=', before).delete();
}
