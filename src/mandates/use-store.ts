import type { Db, Tx } from '../db/database.ts';
import { statement } from '../db/statement.ts';
import type { Use } from './use.ts';

/** Of the table uses. */
export const columns = {
  id: 'uses.id',
  txn: 'uses.txn',
  mandateId: 'uses.mandate_id',
  personId: 'uses.person_id',
  helperId: 'uses.helper_id',
  organisationId: 'uses.organisation_id',
  clientId: 'uses.client_id',
  clientName: 'uses.client_name',
  procedure: 'uses.procedure',
  sensitiveActs: 'uses.sensitive_acts',
  usedAt: 'uses.used_at',
  disclosedAt: 'uses.disclosed_at',
  endedAt: 'uses.ended_at',
} as const;

export async function insertUse(tx: Tx, use: Use): Promise<void> {
  await insert(tx, { ...use, sensitiveActs: [...use.sensitiveActs] });
}

const insert = statement(
  `insert into uses (id, txn, mandate_id, person_id, helper_id, organisation_id, client_id, client_name, procedure, sensitive_acts, used_at)
   values (:id, :txn, :mandateId, :personId, :helperId, :organisationId, :clientId, :clientName, :procedure, :sensitiveActs, :usedAt)`,
);

export async function findUse(db: Db | Tx, id: string): Promise<Use | undefined> {
  return (await db.select(columns).from('uses').where('id', id).first()) as Use | undefined;
}

/** By the reference that tokens carry. */
export async function findUseByTxn(db: Db | Tx, txn: string): Promise<Use | undefined> {
  return (await db.select(columns).from('uses').where('txn', txn).first()) as Use | undefined;
}

export async function listUsesById(db: Db | Tx, ids: readonly string[]): Promise<Use[]> {
  return (await db.select(columns).from('uses').whereIn('id', ids)) as Use[];
}

/** When the identity was first given to the relying party; later times do not change it. */
export async function setDisclosed(tx: Tx, id: string, at: Date): Promise<void> {
  await setFirstDisclosed(tx, { id, at });
}

const setFirstDisclosed = statement('update uses set disclosed_at = :at where id = :id and disclosed_at is null');

/** Ends one use; returns whether it was still running. */
export async function setEnded(tx: Tx, id: string, at: Date): Promise<boolean> {
  return (await tx('uses').where('id', id).whereNull('ended_at').update({ ended_at: at })) > 0;
}

/** Ends every running use of a relying party, a helper or an organisation, or of a helper in an organisation. */
export async function endUses(
  tx: Tx,
  of: { readonly clientId: string } | { readonly helperId: string; readonly organisationId?: string } | { readonly organisationId: string },
  at: Date,
): Promise<void> {
  const asked = Object.fromEntries(Object.entries(of).map(([name, id]) => [columns[name as keyof typeof columns], id]));
  await tx('uses').where(asked).whereNull('ended_at').update({ ended_at: at });
}

/** When a helper last took up a mandate; null when they never did. */
export async function findLastUseOf(db: Db | Tx, helperId: string): Promise<Date | null> {
  const last = (await db.select('used_at').from('uses').where('helper_id', helperId).orderBy('used_at', 'desc').first()) as
    { used_at: Date } | undefined;
  return last?.used_at ?? null;
}

/** A page of the newest uses first; `before` is the use that the former page ended with. */
export interface UsePage {
  readonly limit: number;
  readonly before?: string | null;
}

/** A person's uses. */
export async function listUsesOfPerson(db: Db | Tx, personId: string, page: UsePage): Promise<Use[]> {
  return listUses(db, { person_id: personId }, page);
}

/** The uses of one mandate. */
export async function listUsesOfMandate(db: Db | Tx, mandateId: string, page: UsePage): Promise<Use[]> {
  return listUses(db, { mandate_id: mandateId }, page);
}

async function listUses(db: Db | Tx, of: Readonly<Record<string, string>>, { limit, before = null }: UsePage): Promise<Use[]> {
  const query = db.select(columns).from('uses').where(of).orderBy('used_at', 'desc').orderBy('id', 'desc').limit(limit);
  const last =
    before === null
      ? null
      : db
          .select('used_at', 'id')
          .from('uses')
          .where({ id: before, ...of });
  if (last) void query.whereRaw('(uses.used_at, uses.id) < (?)', last);
  return (await query) as Use[];
}
