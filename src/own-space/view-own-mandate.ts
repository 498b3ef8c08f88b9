import type { Db, Tx, Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { readEntriesOfUses } from '../journal/read-entries.ts';
import { mayGiveAgain } from '../mandates/given-again.ts';
import { findMandate } from '../mandates/store.ts';
import { type MandateView, readMandate } from '../mandates/view-mandate.ts';
import { findOrganisation } from '../organisations/store.ts';
import type { Person } from '../people/person.ts';
import { sealedReceipt, sealedUse, type SealedLine } from './sealed-line.ts';

export interface OwnMandateView extends MandateView {
  /** What the page says of a use or a receipt, by its id, for the browser to hold against the journal. */
  readonly lines: ReadonlyMap<string, SealedLine>;
  /** The use that the next page begins after; null when there is none. */
  readonly next: string | null;
  readonly mayBeGivenAgain: boolean;
}

interface Asked {
  readonly mandateId: string;
  readonly person: Person;
  /** The use that the former page ended with. */
  readonly before?: string | null;
}

/** A mandate of one's own and all that its page shows. Another person's does not exist. */
export async function viewOwnMandate(work: Work, { mandateId, person, before = null }: Asked): Promise<OwnMandateView> {
  const { organisation } = await findOwnMandate(work.tx, { mandateId, person });
  const view = await readMandate(work, { mandateId, organisation, uses: { limit: usesPerPage + 1, before } });
  const uses = view.uses.slice(0, usesPerPage);
  const next = view.uses.length > usesPerPage ? (uses.at(-1)?.id ?? null) : null;
  const mayBeGivenAgain = mayGiveAgain(view.mandate, organisation, work.at);
  return { ...view, uses, next, mayBeGivenAgain, lines: await linesOf(work, { ...view, uses }) };
}

/** A mandate of one's own, and whose hands it is in. Another person's does not exist. */
export async function findOwnMandate(
  db: Db | Tx,
  { mandateId, person }: Pick<Asked, 'mandateId' | 'person'>,
): Promise<Pick<MandateView, 'mandate' | 'organisation'>> {
  const mandate = await findMandate(db, mandateId);
  if (mandate?.personId !== person.id) throw new Refusal('mandate_unknown');
  const organisation = await findOrganisation(db, mandate.organisationId);
  if (!organisation) throw new Refusal('mandate_unknown');
  return { mandate, organisation };
}

/** What the journal holds under the uses and receipts of a page. */
async function linesOf({ tx, vault }: Work, { uses, receipts }: Pick<MandateView, 'uses' | 'receipts'>): Promise<Map<string, SealedLine>> {
  const lines = new Map<string, SealedLine>();
  const used = new Map(uses.map((use) => [use.id, use]));
  const stated = new Map([...receipts.values()].flat().map((receipt) => [receipt.id, receipt]));
  const entries = await readEntriesOfUses({ db: tx, vault }, [...used.keys()], ['mandate_used', 'receipt_received']);
  for (const { event, useId, entryId, fields } of entries) {
    const use = used.get(useId ?? '');
    const receipt = stated.get(String(fields['receipt']));
    if (use && event === 'mandate_used') lines.set(use.id, sealedUse(use, entryId));
    if (receipt) lines.set(receipt.id, sealedReceipt(receipt, entryId));
  }
  return lines;
}

const usesPerPage = 20;
