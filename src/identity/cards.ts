import { randomUUID } from 'node:crypto';
import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import type { Helper } from '../organisations/helper.ts';
import { isMember } from '../organisations/membership-store.ts';

import * as store from './card-store.ts';
import * as factors from './factor-store.ts';
import { driftOf, makesCodes, sealSecret, stepOf } from './totp.ts';

/** A line of an import: the seed in base32. */
export interface NewCard {
  readonly serial: string;
  readonly seed: string;
  readonly period: 30 | 60;
}

/** The manager who acts, and the organisation whose cards they are. */
interface ByManager {
  readonly manager: Helper;
  readonly organisationId: string;
}

/** Adds cards to an organisation. Returns the serial numbers that were known already: those are left alone. */
export async function importCards(
  work: Work,
  { manager, organisationId, cards }: ByManager & { readonly cards: readonly NewCard[] },
): Promise<string[]> {
  const sealed = cards.map(({ serial, seed, period }) => ({
    ...{ serial, period, organisationId },
    seed: work.vault.seal('totp-card', contextOf({ organisationId, serial }), seed),
  }));
  const added = await store.insertCards(work.tx, sealed, work.at);
  await append(work, { event: 'cards_imported', helper: manager, organisationId, details: { count: added.length } });
  return cards.map(({ serial }) => serial).filter((serial) => !added.includes(serial));
}

export interface Binding extends ByManager {
  readonly serial: string;
  readonly helper: Helper;
  /** What the card shows now: it tells how far its clock has drifted. */
  readonly code: string;
}

/**
 * Gives a card to a helper of the organisation, as one of their factors; not when the code is not the card's. A card that was taken before keys were
 * checked, of whose key there is no code, is retired: no clock will ever make it serve.
 */
export async function bindCard(work: Work, binding: Binding): Promise<'bound' | 'wrong_code' | 'no_codes'> {
  const { manager, organisationId, serial, helper, code } = binding;
  const card = await requireCard(work, { serial, organisationId });
  if (card.helperId || card.retiredAt) throw new Refusal('card_not_free');
  if (!(await isMember(work.tx, { helperId: helper.id, organisationId }))) throw new Refusal('helper_unknown');
  const seed = work.vault.open('totp-card', contextOf(card), card.seed).toString();
  if (!makesCodes(seed)) {
    await releaseCard(work, { manager, organisationId, serial, because: 'broken' });
    return 'no_codes';
  }
  const step = stepOf({ secret: seed, period: card.period, drift: 0 }, code, { at: work.at, tolerance: searched });
  if (step === null) return 'wrong_code';
  await factors.lockFactors(work.tx, helper.id);
  for (const one of await factors.listConfirmedFactors(work.tx, helper.id)) if (one.kind === 'card') throw new Refusal('card_not_free');
  const id = randomUUID();
  const drift = driftOf(step, card.period, work.at);
  await factors.insertFactor(work.tx, {
    ...{ id, helperId: helper.id, secret: sealSecret(work.vault, id, seed), label: serial, kind: 'card', period: card.period, drift },
    createdAt: work.at,
  });
  await factors.takeStep(work.tx, id, { step, drift, at: work.at }); // a code that was read aloud is used up
  await factors.setConfirmed(work.tx, id, work.at);
  await store.setBound(work.tx, card, { helperId: helper.id, factorId: id });
  await append(work, { event: 'second_factor_added', helper, organisationId, details: { kind: 'card', serial, by: manager.id } });
  return 'bound';
}

/** Takes a card back from whoever has it: to be given again, or, lost or broken, never. */
export async function releaseCard(
  work: Work,
  { manager, organisationId, serial, because }: ByManager & { readonly serial: string; readonly because: store.RetirementReason | null },
): Promise<void> {
  const card = await requireCard(work, { serial, organisationId });
  if (card.retiredAt) throw new Refusal('card_not_free');
  await store.setReleased(work.tx, card, because && { because, at: work.at });
  if (card.factorId) await factors.setRemoved(work.tx, card.factorId, work.at);
  const details = { kind: 'card', serial, reason: because ?? 'returned', ...(card.helperId && { of: card.helperId }) };
  await append(work, { event: 'second_factor_removed', helper: manager, organisationId, details });
}

/** How many periods around now a new card's code is looked for: cards wait long in drawers. */
const searched = 10;

/** Where a card's seed lies: it opens nowhere else. */
export function contextOf({ organisationId, serial }: store.CardName): string {
  return `${organisationId}/${serial}`;
}

async function requireCard(work: Work, name: store.CardName): Promise<store.Card> {
  const card = await store.lockCard(work.tx, name);
  if (!card) throw new Refusal('card_unknown');
  return card;
}
