import { atomically } from '../db/database.ts';
import { Refusal, type RefusalCode } from '../errors.ts';
import { type Limit, rateLimit } from '../http/rate-limit.ts';
import { append } from '../journal/append.ts';
import { findUseByTxn } from '../mandates/use-store.ts';
import type { RoomNeeds } from './needs.ts';
import { storyOf } from './refused.ts';

/** What is known of a receipt that was not accepted. */
export interface RefusedReceipt {
  readonly clientId?: string;
  /** The use it is about, once its signature held. */
  readonly txn?: string;
}

/** Does a step of receiving a receipt; when it is refused, records that after the rollback, and refuses still. */
export type Recorded = <T>(receipt: RefusedReceipt, step: () => Promise<T>) => Promise<T>;

/** What nobody signed is recorded too, but cannot fill the journal: beyond so many a minute the refusal is only said. */
export function recordingReceipts(needs: RoomNeeds): Recorded {
  const unsigned = rateLimit(needs, { name: 'receipts-unsigned', points: 30, seconds: 60 });
  return async (receipt, step) => {
    try {
      return await step();
    } catch (error) {
      if (error instanceof Refusal && !isPassing(error.code) && (receipt.txn !== undefined || (await isRoom(unsigned, receipt))))
        await record(needs, { ...receipt, refusal: error.code });
      throw error;
    }
  };
}

/** Says nothing of the receipt itself. */
function isPassing(code: RefusalCode): boolean {
  return code === 'journal_unavailable' || code === 'too_many_requests';
}

async function isRoom(limit: Limit, { clientId = 'nobody' }: RefusedReceipt): Promise<boolean> {
  try {
    await limit.take(clientId);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** The person finds it when the use is this client's: with another's, nothing is said of whom it would have been about. */
function record(needs: RoomNeeds, { clientId, txn, refusal }: RefusedReceipt & { readonly refusal: RefusalCode }): Promise<void> {
  return atomically(needs, async (work) => {
    const use = txn === undefined ? undefined : await findUseByTxn(work.tx, txn);
    const story = use && use.clientId === clientId ? await storyOf(work, use.id) : {};
    await append(work, { ...story, event: 'receipt_refused', refusal, ...(clientId !== undefined && { clientId }) });
  });
}
