import type { Db, Tx } from '../db/database.ts';
import type { RefusalCode } from '../errors.ts';

/** What somebody signs in upstream for. */
export type Purpose = 'helper' | PersonPurpose;

/** What a person signs in for: beside a helper, for a draft; for their own space; to answer a request from afar; or to offer a mandate. */
export type PersonPurpose = 'person' | 'own-space' | 'request' | 'offer';

export interface UpstreamRequest {
  readonly stateHash: Buffer;
  readonly sessionHash: Buffer;
  readonly purpose: Purpose;
  readonly draftId: string | null;
  /** Where they were going, if anywhere; the room that receives them may know better. */
  readonly returnsTo: string | null;
  readonly secrets: Buffer;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Where a browser goes once a person's session upstream is ended, and what is then said. */
export interface Outcome {
  readonly returnsTo: string;
  readonly refusal: RefusalCode | null;
}

export async function insertLink(
  tx: Tx,
  link: { readonly tokenHash: Buffer; readonly helperId: string; readonly createdAt: Date; readonly expiresAt: Date },
): Promise<void> {
  await tx
    .insert({ token_hash: link.tokenHash, helper_id: link.helperId, created_at: link.createdAt, expires_at: link.expiresAt })
    .into('sign_in_links');
}

/** Uses a link up; undefined when it was used, is too old or never was. */
export async function redeemLink(tx: Tx, tokenHash: Buffer, at: Date): Promise<{ readonly helperId: string } | undefined> {
  const rows = await tx('sign_in_links')
    .where('token_hash', tokenHash)
    .whereNull('redeemed_at')
    .where('expires_at', '>', at)
    .update({ redeemed_at: at })
    .returning<{ helper_id: string }[]>(['helper_id']);
  return rows[0] && { helperId: rows[0].helper_id };
}

/** Whose link it is or was, usable or not. */
export async function findLink(db: Db | Tx, tokenHash: Buffer): Promise<{ readonly helperId: string } | undefined> {
  return (await db.select({ helperId: 'helper_id' }).from('sign_in_links').where('token_hash', tokenHash).first()) as
    { helperId: string } | undefined;
}

export async function insertUpstreamRequest(tx: Tx, request: UpstreamRequest): Promise<void> {
  await tx
    .insert({
      state_hash: request.stateHash,
      session_hash: request.sessionHash,
      purpose: request.purpose,
      draft_id: request.draftId,
      returns_to: request.returnsTo,
      secrets: request.secrets,
      created_at: request.createdAt,
      expires_at: request.expiresAt,
    })
    .into('upstream_requests');
}

/** Uses a request up, in the browser that made it; undefined when it was used, is too old, or never was. */
export async function redeemUpstreamRequest(
  tx: Tx,
  request: Pick<UpstreamRequest, 'stateHash' | 'sessionHash'> & { readonly purposes: readonly Purpose[] },
  at: Date,
): Promise<Pick<UpstreamRequest, 'purpose' | 'draftId' | 'returnsTo' | 'secrets'> | undefined> {
  const rows = await tx('upstream_requests')
    .where({ state_hash: request.stateHash, session_hash: request.sessionHash })
    .whereIn('purpose', request.purposes)
    .whereNull('redeemed_at')
    .where('expires_at', '>', at)
    .update({ redeemed_at: at })
    .returning<{ purpose: Purpose; draft_id: string | null; returns_to: string | null; secrets: Buffer }[]>([
      ...['purpose', 'draft_id', 'returns_to', 'secrets'],
    ]);
  const [row] = rows;
  return row && { purpose: row.purpose, draftId: row.draft_id, returnsTo: row.returns_to, secrets: row.secrets };
}

/** `sessionHash`: the browser's session now, which signing in has renewed. */
export async function setOutcome(
  tx: Tx,
  stateHash: Buffer,
  { signOutStateHash, sessionHash, returnsTo, refusal }: Outcome & { readonly signOutStateHash: Buffer; readonly sessionHash: Buffer },
): Promise<void> {
  await tx('upstream_requests')
    .where('state_hash', stateHash)
    .update({ sign_out_state_hash: signOutStateHash, session_hash: sessionHash, returns_to: returnsTo, refusal });
}

export async function findOutcome(
  db: Db | Tx,
  { signOutStateHash, sessionHash }: { readonly signOutStateHash: Buffer; readonly sessionHash: Buffer },
): Promise<Outcome | undefined> {
  return (await db
    .select({ returnsTo: 'returns_to', refusal: 'refusal' })
    .from('upstream_requests')
    .where({ sign_out_state_hash: signOutStateHash, session_hash: sessionHash })
    .first()) as Outcome | undefined; // written by setOutcome alone
}

/** Forgets what can no longer be redeemed. Returns how many lines. */
export async function deleteEnded(db: Db, before: Date): Promise<number> {
  const links = await db('sign_in_links').where('expires_at', '<=', before).delete();
  return links + (await db('upstream_requests').where('expires_at', '<=', before).delete());
}
