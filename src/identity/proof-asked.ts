import type { Factor } from './factor-store.ts';

/** What somebody may be asked for as a second factor, by what they have: recovery codes stand in for either. */
export interface ProofAsked {
  /** What an authenticator is asked, as the browser's script passes it on; null for who has no passkey. */
  readonly passkey: object | null;
  /** What shows them a code of six digits. */
  readonly shows: Factor['kind'] | 'both' | 'nothing';
}

/** By the kinds of what shows codes and counts now. */
export function showsOf(kinds: readonly Factor['kind'][]): ProofAsked['shows'] {
  const [kind = 'nothing', other] = new Set(kinds);
  return other === undefined ? kind : 'both';
}
