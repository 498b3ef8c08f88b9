import type { Db, Tx } from '../db/database.ts';

/** Whether a mailbox is a helper's, whatever was added after a + in it. */
export async function isHelpersMailbox(db: Db | Tx, email: string): Promise<boolean> {
  const mailboxes = [email, email.replace(/\+[^@]*@/, '@')].map((mailbox) => mailbox.toLowerCase());
  return (await db.select('id').from('helpers').whereRaw('lower(email) = any(?)', [mailboxes]).first()) !== undefined;
}

/** Where organisations say that they are reached. */
export async function listDesks(
  db: Db | Tx,
  organisationIds: readonly string[],
): Promise<{ readonly phone: string | null; readonly email: string | null }[]> {
  return (await db.select(['phone', 'email']).from('organisations').whereIn('id', organisationIds)) as {
    phone: string | null;
    email: string | null;
  }[];
}
