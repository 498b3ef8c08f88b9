import type { Db, Tx } from '../db/database.ts';
import type { Channel } from '../notifications/outbox.ts';

/** The link by which a person answers a draft from their own device. */
export interface RemoteRequest {
  readonly draftId: string;
  readonly channel: Channel;
  /** Sealed. */
  readonly address: Buffer;
  readonly timesSent: number;
  readonly sentAt: Date;
  readonly openedAt: Date | null;
  /** When somebody identified themself with it: it serves no more. */
  readonly redeemedAt: Date | null;
}

const columns = {
  draftId: 'draft_id',
  channel: 'channel',
  address: 'address',
  timesSent: 'times_sent',
  sentAt: 'sent_at',
  openedAt: 'opened_at',
  redeemedAt: 'redeemed_at',
} as const;

export async function findRequest(db: Db | Tx, draftId: string): Promise<RemoteRequest | undefined> {
  return (await db.select(columns).from('remote_requests').where('draft_id', draftId).first()) as RemoteRequest | undefined;
}

export async function findRequestByToken(db: Db | Tx, tokenHash: Buffer): Promise<RemoteRequest | undefined> {
  return (await db.select(columns).from('remote_requests').where('token_hash', tokenHash).first()) as RemoteRequest | undefined;
}

/** Keeps the latest link; the one sent before it is dead. False after five. */
export async function putRequest(
  tx: Tx,
  request: Pick<RemoteRequest, 'draftId' | 'channel' | 'address' | 'sentAt'> & {
    readonly tokenHash: Buffer;
    readonly device: Buffer | null;
  },
): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `insert into remote_requests as request (draft_id, token_hash, channel, address, sent_at, asked_device_print)
     values (:draftId, :tokenHash, :channel, :address, :sentAt, :device)
     on conflict (draft_id) do update set token_hash = excluded.token_hash, channel = excluded.channel, address = excluded.address,
       sent_at = excluded.sent_at, asked_device_print = excluded.asked_device_print, opened_at = null, times_sent = request.times_sent + 1
     where request.redeemed_at is null and request.times_sent < 5`,
    { ...request },
  );
  return rowCount === 1;
}

/** When the link was first opened. */
export async function setOpened(tx: Tx, draftId: string, at: Date): Promise<void> {
  await tx('remote_requests').where({ draft_id: draftId, opened_at: null }).update({ opened_at: at });
}

/** Uses the link up; false when somebody did before. */
export async function redeemRequest(tx: Tx, draftId: string, at: Date): Promise<boolean> {
  return (await tx('remote_requests').where({ draft_id: draftId, redeemed_at: null }).update({ redeemed_at: at })) === 1;
}

/** On which device the person answered, as a keyed fingerprint. */
export async function setAnswered(tx: Tx, draftId: string, device: Buffer): Promise<void> {
  await tx('remote_requests').where('draft_id', draftId).update({ answered_device_print: device });
}

/** Where the links were sent by which somebody answered from afar. */
export async function forgetRequests(tx: Tx, personId: string): Promise<void> {
  await tx('remote_requests').whereIn('draft_id', tx.select('id').from('mandate_drafts').where('person_id', personId)).delete();
}
