import type { Tx } from '../db/database.ts';
import type { Procedure } from './procedures.ts';
import type { SensitiveAct } from './sensitive.ts';

/** What a question to the person is about: nothing else is confirmed by its answer. */
export interface Confirmable {
  readonly requestHash: Buffer;
  readonly mandateId: string;
  readonly helperId: string;
  readonly clientId: string;
  readonly procedure: Procedure;
  readonly acts: readonly SensitiveAct[];
}

/** A question that was asked. */
export interface Confirmation extends Confirmable {
  readonly id: string;
  readonly print: Buffer;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export async function insertConfirmation(tx: Tx, confirmation: Confirmation): Promise<void> {
  await tx
    .insert({
      id: confirmation.id,
      ...keyOf(confirmation),
      acts: [...confirmation.acts],
      print: confirmation.print,
      created_at: confirmation.createdAt,
      expires_at: confirmation.expiresAt,
    })
    .into('confirmations');
}

/** Questions under a mandate are counted and asked one after the other, until the transaction ends: its row is only shared. */
export async function lockQuestions(tx: Tx, mandateId: string): Promise<void> {
  await tx.raw(`select pg_advisory_xact_lock(hashtextextended('procura/confirmations/' || :mandateId::text, 0))`, { mandateId });
}

/** How many questions were asked under a mandate since then. */
export async function countAsked(tx: Tx, mandateId: string, since: Date): Promise<number> {
  const row = (await tx('confirmations').where('mandate_id', mandateId).where('created_at', '>', since).count({ n: '*' }).first()) as
    { n: string } | undefined;
  return Number(row?.n ?? 0);
}

/** Counts a try at the latest question of this very act; undefined when there is none that may still be answered. */
export async function chargeTry(
  tx: Tx,
  { at, most, ...of }: Confirmable & { readonly at: Date; readonly most: number },
): Promise<{ readonly id: string; readonly print: Buffer } | undefined> {
  const latest = tx
    .select('id')
    .from('confirmations')
    .where(keyOf(of))
    .whereRaw('acts = ?', [[...of.acts]])
    .orderBy('created_at', 'desc');
  const rows = await tx('confirmations')
    .where('id', latest.limit(1))
    .where({ confirmed_at: null })
    .where('expires_at', '>', at)
    .where('tries', '<', most)
    .increment('tries', 1)
    .returning(['id', 'print']);
  return (rows as { id: string; print: Buffer }[])[0];
}

export async function setConfirmed(tx: Tx, id: string, at: Date): Promise<void> {
  await tx('confirmations').where({ id, confirmed_at: null }).update({ confirmed_at: at });
}

/** What the person confirmed for this very use and nobody used yet; held, so that of two uses at once one finds it. */
export async function lockConfirmed(
  tx: Tx,
  { since, ...of }: Confirmable & { readonly since: Date },
): Promise<{ id: string; acts: string[] } | undefined> {
  return (await tx
    .select({ id: 'id', acts: 'acts' })
    .from('confirmations')
    .where(keyOf(of))
    .where({ use_id: null })
    .where('confirmed_at', '>', since)
    .whereRaw('acts @> ?', [[...of.acts]])
    .orderBy('confirmed_at', 'desc')
    .forUpdate()
    .first()) as { id: string; acts: string[] } | undefined;
}

export async function setUse(tx: Tx, id: string, useId: string): Promise<void> {
  await tx('confirmations').where({ id, use_id: null }).update({ use_id: useId });
}

/** What the person confirmed for a use. */
export async function listConfirmedActs(tx: Tx, useId: string): Promise<string[]> {
  const row = (await tx.select('acts').from('confirmations').where('use_id', useId).whereNotNull('confirmed_at').first()) as
    { acts: string[] } | undefined;
  return row?.acts ?? [];
}

function keyOf({ requestHash, mandateId, helperId, clientId, procedure }: Omit<Confirmable, 'acts'>) {
  return { request_hash: requestHash, mandate_id: mandateId, helper_id: helperId, client_id: clientId, procedure };
}
