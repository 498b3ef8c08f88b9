import type { Db, Tx } from '../db/database.ts';

/** A card that shows codes, of an organisation; perhaps a helper's now. */
export interface Card {
  readonly serial: string;
  readonly organisationId: string;
  /** Sealed. */
  readonly seed: Buffer;
  readonly period: 30 | 60;
  readonly helperId: string | null;
  readonly factorId: string | null;
  readonly retiredAt: Date | null;
  readonly retiredBecause: RetirementReason | null;
}

/** Why a card is never given again. */
export type RetirementReason = 'lost' | 'broken';

const columns = {
  serial: 'serial',
  organisationId: 'organisation_id',
  seed: 'seed',
  period: 'period',
  helperId: 'helper_id',
  factorId: 'factor_id',
  retiredAt: 'retired_at',
  retiredBecause: 'retired_because',
} as const;

/** What names a card: two makers may number alike, so the organisation's too. */
export type CardName = Pick<Card, 'organisationId' | 'serial'>;

/** The cards of an organisation by serial number, from the one after `after` on. */
export async function listCards(
  db: Db | Tx,
  organisationId: string,
  { limit, after = '' }: { readonly limit: number; readonly after?: string },
): Promise<Card[]> {
  const query = db.select(columns).from('totp_cards').where('organisation_id', organisationId);
  return (await query.where('serial', '>', after).orderBy('serial').limit(limit)) as Card[];
}

export async function findCard(db: Db, card: CardName): Promise<Card | undefined> {
  return (await db.select(columns).from('totp_cards').where(key(card)).first()) as Card | undefined;
}

/** Nobody else binds or releases this card until the transaction ends. */
export async function lockCard(tx: Tx, card: CardName): Promise<Card | undefined> {
  return (await tx.select(columns).from('totp_cards').where(key(card)).forUpdate().first()) as Card | undefined;
}

/** Adds cards; those whose serial number is known are left alone. Returns the serial numbers added. */
export async function insertCards(
  tx: Tx,
  cards: readonly Pick<Card, 'serial' | 'organisationId' | 'seed' | 'period'>[],
  at: Date,
): Promise<string[]> {
  const rows = cards.map(({ organisationId, ...card }) => ({ ...card, organisation_id: organisationId, imported_at: at }));
  const added = await tx
    .insert(rows)
    .into('totp_cards')
    .onConflict(['organisation_id', 'serial'])
    .ignore()
    .returning<{ serial: string }[]>('serial');
  return added.map(({ serial }) => serial);
}

export async function setBound(tx: Tx, card: CardName, to: { readonly helperId: string; readonly factorId: string }): Promise<void> {
  await tx('totp_cards').where(key(card)).update({ helper_id: to.helperId, factor_id: to.factorId });
}

/** The card is nobody's any more; with a reason, for ever. */
export async function setReleased(
  tx: Tx,
  card: CardName,
  retired: { readonly because: RetirementReason; readonly at: Date } | null,
): Promise<void> {
  const facts = retired && { retired_at: retired.at, retired_because: retired.because };
  await tx('totp_cards')
    .where(key(card))
    .update({ helper_id: null, factor_id: null, ...facts });
}

/** The cards of an organisation whose serial number another does not know, held. */
export async function lockCardsOf(tx: Tx, { from, into }: { readonly from: string; readonly into: string }): Promise<Card[]> {
  const known = tx.select('serial').from('totp_cards').where('organisation_id', into);
  const query = tx.select(columns).from('totp_cards').where('organisation_id', from).whereNotIn('serial', known);
  return (await query.orderBy('serial').forUpdate()) as Card[];
}

/** The card is another organisation's; its seed is sealed for there. */
export async function setOwner(
  tx: Tx,
  card: CardName,
  { organisationId, seed }: { readonly organisationId: string; readonly seed: Buffer },
): Promise<void> {
  await tx('totp_cards').where(key(card)).update({ organisation_id: organisationId, seed });
}

function key({ organisationId, serial }: CardName) {
  return { organisation_id: organisationId, serial };
}
