import { Refusal } from '../errors.ts';
import type { Vault } from '../vault.ts';
import type { Supervising } from './supervising.ts';

type Closing = Pick<Supervising, 'helper'>;

/** An entry number that goes into an address: sealed, since numbers count what happens everywhere, and the supervisor's own. */
export function closeCursor({ vault }: { readonly vault: Vault }, { helper }: Closing, entryId: string): string {
  return vault.seal('search-cursor', helper.id, entryId).toString('base64url');
}

/** The entry number in it; what was altered or given to another is `search_unknown`. */
export function openCursor({ vault }: { readonly vault: Vault }, { helper }: Closing, cursor: string): string {
  try {
    return vault.open('search-cursor', helper.id, Buffer.from(cursor, 'base64url')).toString();
  } catch (cause) {
    throw new Refusal('search_unknown', { cause });
  }
}
