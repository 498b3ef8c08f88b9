import type { WorkNeeds } from '../db/database.ts';
import { listSessionsOfHelper } from '../http/store.ts';
import { listEntries } from '../journal/store.ts';
import type { Helper } from '../organisations/helper.ts';
import { listConfirmedFactors, type Factor } from './factor-store.ts';
import { listPasskeys, type Passkey } from './passkey-store.ts';
import { countCodes } from './recovery-code-store.ts';

/** What protects an account, and where it is open. */
export interface AccountSafety {
  readonly factors: readonly Pick<Factor, 'kind' | 'confirmedAt' | 'lastUsedAt'>[];
  readonly passkeys: readonly Pick<Passkey, 'id' | 'name' | 'createdAt' | 'lastUsedAt'>[];
  /** Recovery codes left; null for who never had any. */
  readonly codesLeft: number | null;
  readonly sessions: readonly OpenSession[];
  /** The latest times somebody signed in, or tried to, at most 20. */
  readonly signIns: readonly { readonly at: Date; readonly wasRefused: boolean }[];
}

export interface OpenSession {
  readonly device: string | null;
  readonly createdAt: Date;
  readonly seenAt: Date;
  /** The browser in front of us. */
  readonly isThis: boolean;
}

/** Everything one's account page shows. */
export async function findAccountSafety(
  { db, clock }: WorkNeeds,
  { helper, sessionHash }: { readonly helper: Helper; readonly sessionHash: Buffer },
): Promise<AccountSafety> {
  const sessions = await listSessionsOfHelper(db, helper.id, clock.now());
  const entries = await listEntries(db, { helperId: helper.id }, { limit: 20, events: signInEvents });
  return {
    factors: await listConfirmedFactors(db, helper.id),
    passkeys: await listPasskeys(db, helper.id),
    codesLeft: await countCodes(db, helper.id),
    sessions: sessions.map(({ device = null, createdAt, seenAt, idHash }) => ({
      device,
      createdAt,
      seenAt,
      isThis: idHash.equals(sessionHash),
    })),
    signIns: entries.map(({ at, event }) => ({ at, wasRefused: event !== 'helper_signed_in' })),
  };
}

const signInEvents = ['helper_signed_in', 'sign_in_refused', 'second_factor_refused'] as const;
