import type { Db } from '../db/database.ts';
import { rateLimit } from '../http/rate-limit.ts';
import type { Vault } from '../vault.ts';

/** How often one may knock. Addresses are counted by their fingerprints, never kept. */
export interface SignInLimits {
  /** Asking for a link: 5 in 15 minutes for one mailbox, 100 from one place. */
  takeRequest(ip: string | undefined, email: string): Promise<void>;
  /** Coming back with a link or from ProConnect: 300 in 15 minutes from one place, which may be a whole town hall. */
  takeReturn(ip: string | undefined): Promise<void>;
}

export function signInLimits({ db, vault }: { readonly db: Db; readonly vault: Vault }): SignInLimits {
  const ofMailbox = rateLimit(db, { name: 'sign-in-link', points: 5, seconds });
  const requests = rateLimit(db, { name: 'sign-in-request', points: 100, seconds });
  const returns = rateLimit(db, { name: 'sign-in-return', points: 300, seconds });
  const keyOf = (value = '') => vault.fingerprint('rate-limit', value).toString('base64url');
  return {
    takeRequest: async (ip, email) => {
      await requests.take(keyOf(ip));
      await ofMailbox.take(keyOf(email.toLowerCase()));
    },
    takeReturn: (ip) => returns.take(keyOf(ip)),
  };
}

const seconds = 15 * 60;
