import type { Db, Tx } from '../db/database.ts';

export const dangerousActs = ['withdraw_organisation', 'register_client', 'give_manager'] as const;

/** What one operator alone may not do. */
export type DangerousAct = (typeof dangerousActs)[number];

/** An operator asks for an act that another must approve. */
export interface OperatorRequest {
  readonly id: string;
  readonly act: DangerousAct;
  /** The organisation's or the relying party's id. */
  readonly target: string;
  readonly terms: Readonly<Record<string, unknown>>;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly expiresAt: Date;
  readonly decision: 'approved' | 'refused' | 'cancelled' | null;
}

const columns = {
  ...{ id: 'id', act: 'act', target: 'target', terms: 'terms', requestedBy: 'requested_by', requestedAt: 'requested_at' },
  ...{ expiresAt: 'expires_at', decision: 'decision' },
} as const;

export async function insertRequest(tx: Tx, request: Omit<OperatorRequest, 'decision'>): Promise<void> {
  await tx
    .insert({
      ...{ id: request.id, act: request.act, target: request.target, terms: JSON.stringify(request.terms) },
      ...{ requested_by: request.requestedBy, requested_at: request.requestedAt, expires_at: request.expiresAt },
    })
    .into('operator_requests');
}

/** Read and held until the transaction ends: it is decided once. */
export async function lockRequest(tx: Tx, id: string): Promise<OperatorRequest | undefined> {
  return (await tx.select(columns).from('operator_requests').where('id', id).forUpdate().first()) as OperatorRequest | undefined;
}

/** Those that wait for a second operator, the oldest first. */
export async function listOpenRequests(db: Db | Tx, at: Date): Promise<OperatorRequest[]> {
  const query = db.select<OperatorRequest[]>(columns).from('operator_requests').whereNull('decision').where('expires_at', '>', at);
  return query.orderBy('requested_at').limit(200);
}

export async function setDecided(
  tx: Tx,
  id: string,
  decided: { readonly decision: NonNullable<OperatorRequest['decision']>; readonly by: string; readonly at: Date },
): Promise<void> {
  await tx('operator_requests').where('id', id).update({ decision: decided.decision, decided_by: decided.by, decided_at: decided.at });
}
