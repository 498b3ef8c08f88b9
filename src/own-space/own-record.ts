import type { WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import type { EventName } from '../journal/events.ts';
import { receiptOf } from '../journal/prove-entries.ts';
import { type ReadEntry, readEntries } from '../journal/read-entries.ts';
import { listEntries } from '../journal/store.ts';
import type { EndingChannel } from '../mandates/mandate.ts';
import type { Receipt } from '../mandates/receipt.ts';
import { listReceiptsOfUses } from '../mandates/receipt-store.ts';
import { listUsesById } from '../mandates/use-store.ts';
import { namesThen } from '../organisations/names-then.ts';
import type { Person } from '../people/person.ts';
import { sealedEntry, type SealedLine } from './sealed-line.ts';

/** What nobody but the person does. */
const ownActs: ReadonlySet<EventName> = new Set<EventName>([
  ...(['person_signed_in', 'person_signed_out', 'language_chosen', 'preferences_chosen', 'own_paper_printed', 'data_downloaded'] as const),
  ...(['person_identified', 'mandate_agreed', 'mandate_declined', 'mandate_offered', 'offer_withdrawn'] as const),
  ...(['case_opened', 'case_words_added', 'case_accepted', 'case_appealed', 'case_withdrawn'] as const),
  ...(['contact_confirmed', 'contact_removed'] as const),
]);

const ownEndings = ['own_space', 'stop_code', 'sms'] as const satisfies readonly EndingChannel[];

/** One thing that happened to a person, in the person's own words: who did it, for which organisation, as they were called that day, and why when it was a look. */
export interface OwnEntry extends Pick<ReadEntry, 'entryId' | 'at' | 'event' | 'refusal' | 'procedure' | 'useId'> {
  readonly helper: string | null;
  readonly organisation: string | null;
  /** The service that a use was at, as it was called that day. */
  readonly service: string | null;
  /** Purpose and reason of whoever opened the person's data, and as whom they looked. */
  readonly look: { readonly purpose: string; readonly reason: string; readonly role: string } | null;
  /** What FranceConnect says otherwise than before: the names of the fields, never what is in them. */
  readonly changed: readonly string[];
  /** How the person did it themself: no helper did, nor the organisation that it concerns. At the counter `helper` is who was beside them. */
  readonly ownBy: (typeof ownEndings)[number] | null;
  /** What a service stated, when the line says that it did. */
  readonly receipt: Receipt | null;
  readonly line: SealedLine;
}

/** Everything the journal holds about a person, newest first: acts, refusals and looks. For that person alone. */
export async function readOwnRecord(
  needs: WorkNeeds,
  { person, limit, before }: { readonly person: Person; readonly limit: number; readonly before: string | null },
): Promise<OwnEntry[]> {
  const entries = await readEntries(needs, { personId: person.id }, { limit, before });
  const names = await namesThen(needs.db, entries);
  const useIds = distinct(entries.map(({ useId }) => useId));
  const services = new Map((await listUsesById(needs.db, useIds)).map(({ id, clientName }) => [id, clientName]));
  const stated = [...(await listReceiptsOfUses(needs.db, needs.vault, useIds)).values()].flat();
  return entries.map((entry) => ({
    ...entry,
    helper: names.helper(entry.helperId, entry.at),
    organisation: names.organisation(entry.organisationId, entry.at),
    service: services.get(entry.useId ?? '') ?? null,
    look: lookOf(entry.fields),
    changed: changedIn(entry),
    ownBy: ownBy(entry),
    receipt: stated.find(({ id }) => id === entry.fields['receipt']) ?? null,
    line: sealedEntry(entry),
  }));
}

/** The proof file of one entry about this person; another's does not exist. Null while the entry is not signed yet, a second at most. */
export async function proveOwnEntry(
  needs: WorkNeeds,
  { person, entryId }: { readonly person: Person; readonly entryId: string },
): Promise<string | null> {
  const [own] = await listEntries(needs.db, { personId: person.id }, { limit: 1, before: String(BigInt(entryId) + 1n) });
  if (own?.entryId !== entryId) throw new Refusal('not_found');
  return receiptOf(needs, entryId, { showing: person });
}

function lookOf({ purpose, reason, role }: ReadEntry['fields']): OwnEntry['look'] {
  return typeof purpose === 'string' && typeof reason === 'string' ? { purpose, reason, role: String(role) } : null;
}

/** A contact has a channel too: that is another one. */
function ownBy({ event, fields: { channel } }: ReadEntry): OwnEntry['ownBy'] {
  if (event === 'mandate_revoked' || event === 'mandate_procedure_revoked') return ownEndings.find((own) => own === channel) ?? null;
  return ownActs.has(event) ? 'own_space' : null;
}

function changedIn({ event, fields: { changed } }: ReadEntry): string[] {
  return event === 'person_refreshed' && Array.isArray(changed) ? changed.map(String) : [];
}

function distinct(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}
