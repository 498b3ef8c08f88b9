import { after, minute } from '../clock.ts';
import type { Db, Tx } from '../db/database.ts';

/** How long a browser that gave a right code may act on it. */
const holding = 30 * minute;

export async function insertStopCode(
  tx: Tx,
  stop: { readonly mandateId: string; readonly print: Buffer; readonly code: Buffer; readonly at: Date },
): Promise<void> {
  await tx.insert({ mandate_id: stop.mandateId, print: stop.print, code: stop.code, made_at: stop.at }).into('stop_codes');
}

/** The mandate that a code ends. */
export async function findMandateByPrint(db: Db | Tx, print: Buffer): Promise<string | undefined> {
  const row = (await db.select('mandate_id').from('stop_codes').where('print', print).first()) as { mandate_id: string } | undefined;
  return row?.mandate_id;
}

/** The code as it is kept: sealed. */
export async function findSealedCode(db: Db | Tx, mandateId: string): Promise<Buffer | undefined> {
  const row = (await db.select('code').from('stop_codes').where('mandate_id', mandateId).first()) as { code: Buffer } | undefined;
  return row?.code;
}

/** This browser gave the code of that mandate; the code it gave before counts no more. */
export async function setHolder(
  tx: Tx,
  holder: { readonly session: Buffer; readonly mandateId: string; readonly at: Date },
): Promise<void> {
  await tx
    .insert({ session: holder.session, mandate_id: holder.mandateId, proved_at: holder.at })
    .into('stop_holders')
    .onConflict('session')
    .merge();
}

/** The mandate whose code this browser gave less than half an hour before `at`. */
export async function findHeld(db: Db | Tx, { session, at }: { readonly session: Buffer; readonly at: Date }): Promise<string | undefined> {
  const row = (await db
    .select('mandate_id')
    .from('stop_holders')
    .where('session', session)
    .where('proved_at', '>', after(at, -holding))
    .first()) as { mandate_id: string } | undefined;
  return row?.mandate_id;
}
