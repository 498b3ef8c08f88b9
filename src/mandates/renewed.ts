import type { Db, Tx, Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import type { Draft } from './draft.ts';
import type { Procedure } from './procedures.ts';
import { findMandate } from './store.ts';

/** Refuses anybody else than whose mandate is renewed. Returns what the renewal covers that the renewed one did not. */
export async function requireRenewed({ tx }: Pick<Work, 'tx'>, draft: Draft, personId: string): Promise<readonly Procedure[]> {
  if (draft.renews !== null && (await findMandate(tx, draft.renews))?.personId !== personId) throw new Refusal('person_is_another');
  return listAdded(tx, draft);
}

/** What a renewal covers that the renewed mandate did not; nothing when it renews none. */
export async function listAdded(db: Db | Tx, { renews, procedures }: Pick<Draft, 'renews' | 'procedures'>): Promise<readonly Procedure[]> {
  const renewed = renews === null ? undefined : await findMandate(db, renews);
  return renewed ? procedures.filter((code) => !renewed.procedures.some((covered) => covered.code === code)) : [];
}
