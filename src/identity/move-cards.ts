import type { Work } from '../db/database.ts';
import { contextOf } from './cards.ts';
import { lockCardsOf, setOwner } from './card-store.ts';

/** The cards of an organisation become another's, and what they prove stays. One whose serial number is known there is left where it is. */
export async function moveCards(work: Work, { from, into }: { readonly from: string; readonly into: string }): Promise<void> {
  for (const card of await lockCardsOf(work.tx, { from, into })) {
    const seed = work.vault.open('totp-card', contextOf(card), card.seed);
    const moved = { organisationId: into, serial: card.serial };
    await setOwner(work.tx, card, { organisationId: into, seed: work.vault.seal('totp-card', contextOf(moved), seed) });
  }
}
