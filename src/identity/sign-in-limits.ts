import type { WorkNeeds } from '../db/database.ts';
import { rateLimit } from '../http/rate-limit.ts';

/** How often one may knock. */
export interface SignInLimits {
  /** Asking for a link: 5 in 15 minutes for one mailbox, 100 from one place. */
  takeRequest(ip: string | undefined, email: string): Promise<void>;
  /** Coming back with a link or from ProConnect: 300 in 15 minutes from one place, which may be a whole town hall. */
  takeReturn(ip: string | undefined): Promise<void>;
}

export function signInLimits(needs: Pick<WorkNeeds, 'db' | 'vault'>): SignInLimits {
  const ofMailbox = rateLimit(needs, { name: 'sign-in-link', points: 5, seconds });
  const requests = rateLimit(needs, { name: 'sign-in-request', points: 100, seconds });
  const returns = rateLimit(needs, { name: 'sign-in-return', points: 300, seconds });
  return {
    takeRequest: async (ip, email) => {
      await requests.take(ip);
      await ofMailbox.take(email.toLowerCase());
    },
    takeReturn: (ip) => returns.take(ip),
  };
}

const seconds = 15 * 60;
