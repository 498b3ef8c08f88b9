import type { WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { receiptOf } from '../journal/prove-entries.ts';
import { type ReadEntry, readEntries } from '../journal/read-entries.ts';
import { listEntries } from '../journal/store.ts';
import { helperName } from '../organisations/helper.ts';
import { findOrganisation, listHelpers } from '../organisations/store.ts';
import type { Person } from '../people/person.ts';

/** One thing that happened to a person, in the person's own words: who did it, for which organisation, and why when it was a look. */
export interface OwnEntry extends Pick<ReadEntry, 'entryId' | 'at' | 'event' | 'refusal' | 'procedure'> {
  readonly helper: string | null;
  readonly organisation: string | null;
  /** Purpose and reason of whoever opened the person's data. */
  readonly look: { readonly purpose: string; readonly reason: string } | null;
}

/** Everything the journal holds about a person, newest first: acts, refusals and looks. For that person alone. */
export async function readOwnRecord(
  needs: WorkNeeds,
  { person, limit, before }: { readonly person: Person; readonly limit: number; readonly before: string | null },
): Promise<OwnEntry[]> {
  const entries = await readEntries(needs, { personId: person.id }, { limit, before });
  const helpers = await listHelpers(needs.db, distinct(entries.map(({ helperId }) => helperId)));
  const names = new Map(helpers.map((helper) => [helper.id, helperName(helper)]));
  const organisations = new Map<string, string>();
  for (const id of distinct(entries.map(({ organisationId }) => organisationId)))
    organisations.set(id, (await findOrganisation(needs.db, id))?.name ?? '');
  return entries.map(({ entryId, at, event, refusal, procedure, helperId, organisationId, fields }) => ({
    ...{ entryId, at, event, refusal, procedure, look: lookOf(fields) },
    helper: names.get(helperId ?? '') ?? null,
    organisation: organisations.get(organisationId ?? '') ?? null,
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

function lookOf({ purpose, reason }: ReadEntry['fields']): OwnEntry['look'] {
  return typeof purpose === 'string' && typeof reason === 'string' ? { purpose, reason } : null;
}

function distinct(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}
