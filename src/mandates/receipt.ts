import { after, day } from '../clock.ts';
import type { RefusalCode } from '../errors.ts';
import type { Use } from './use.ts';

/** How an act ended, in the words of the service that states it. */
export const outcomes = ['done', 'submitted', 'accepted', 'pending', 'rejected', 'cancelled'] as const;

export type Outcome = (typeof outcomes)[number];

/** What a service states was done under a use. */
export interface Receipt {
  readonly id: string;
  readonly useId: string;
  readonly clientId: string;
  /** The act, as a code of the service's. */
  readonly action: string;
  readonly outcome: Outcome;
  /** The act in a few words of the service's; null when it gave none. */
  readonly label: string | null;
  /** Under what reference the service keeps it. */
  readonly reference: string | null;
  /** When the service says it wrote this. */
  readonly statedAt: Date;
  readonly receivedAt: Date;
  /** The signed statement as it came, and the public key it was verified with: whoever doubts verifies it again. */
  readonly jwt: string;
  readonly key: Readonly<Record<string, unknown>>;
}

/** How long after the use a receipt may come. The mandate's end does not matter: a receipt says what was done before it. */
const receiptPatience = 30 * day;

/** What stands between a use and a receipt of it at `at`: nothing is stated of a use whose identity was never given. */
export function receiptObstacle(use: Use, at: Date): RefusalCode | null {
  if (!use.disclosedAt) return 'receipt_txn_unknown';
  return at >= after(use.usedAt, receiptPatience) ? 'receipt_late' : null;
}

/** Where a receipt's sealed statement lies: it opens nowhere else. */
export function receiptContext(receiptId: string): string {
  return `receipt/${receiptId}/statement`;
}
