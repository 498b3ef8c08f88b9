import type { Db, Tx } from '../db/database.ts';

/** A code is being sent: it takes the place of the former one. False when too many were sent since `windowStart`. */
export async function putCode(
  tx: Tx,
  code: {
    readonly contactId: string;
    readonly print: Buffer;
    readonly at: Date;
    readonly expiresAt: Date;
    readonly windowStart: Date;
    readonly most: number;
  },
): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: unknown[] }>(
    `insert into contact_codes (contact_id, print, first_sent_at, expires_at) values (:contactId, :print, :at, :expiresAt)
     on conflict (contact_id) do update set
       print = excluded.print, expires_at = excluded.expires_at, tries = 0,
       sent = case when contact_codes.first_sent_at <= :windowStart then 1 else contact_codes.sent + 1 end,
       first_sent_at = case when contact_codes.first_sent_at <= :windowStart then excluded.first_sent_at else contact_codes.first_sent_at end
     where contact_codes.first_sent_at <= :windowStart or contact_codes.sent < :most
     returning contact_id`,
    code,
  );
  return rows.length > 0;
}

/** Counts a try and gives what to compare with; undefined when there is no code, or it is too old, or was tried too often. */
export async function chargeTry(tx: Tx, { contactId, at, most }: { readonly contactId: string; readonly at: Date; readonly most: number }) {
  const { rows } = await tx.raw<{ rows: { print: Buffer }[] }>(
    `update contact_codes set tries = tries + 1 where contact_id = :contactId and tries < :most and expires_at > :at returning print`,
    { contactId, at, most },
  );
  return rows[0]?.print;
}

/** Those of these addresses that a code went to which is still good. */
export async function listAsked(db: Db, contactIds: readonly string[], at: Date): Promise<ReadonlySet<string>> {
  const rows = (await db.select('contact_id').from('contact_codes').whereIn('contact_id', contactIds).where('expires_at', '>', at)) as {
    contact_id: string;
  }[];
  return new Set(rows.map((row) => row.contact_id));
}

/** Used up: it is good for nothing more. How many were sent is still counted. */
export async function spendCode(tx: Tx, contactId: string, at: Date): Promise<void> {
  await tx('contact_codes').where('contact_id', contactId).update({ expires_at: at });
}
