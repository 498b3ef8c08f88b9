import type { Work } from '../db/database.ts';
import { deleteOtherSessions } from '../http/store.ts';
import { endUses } from '../mandates/use-store.ts';

/** What a helper has open for an organisation ends now: their sessions everywhere, their uses there. No code, token or page outlives it. */
export async function endAccess({ tx, at }: Work, of: { readonly helperId: string; readonly organisationId: string }): Promise<void> {
  await deleteOtherSessions(tx, { helperId: of.helperId, except: null });
  await endUses(tx, of, at);
}
