import type { Work } from '../db/database.ts';
import type { IndexedEntry } from '../journal/store.ts';
import { findMandate } from '../mandates/store.ts';
import { openPersonalData } from '../people/open-personal-data.ts';
import type { Person } from '../people/person.ts';
import { listPeople } from '../people/store.ts';
import { requireReason } from './give-reason.ts';
import type { Supervising } from './supervising.ts';

/**
 * Names the persons of entries that a supervisor found in their territories, under the reason that stands: a look for each of them, written
 * first. Whoever was erased stays unnamed.
 */
export async function openFound(
  work: Work,
  { supervisor, entries }: { readonly supervisor: Supervising; readonly entries: readonly IndexedEntry[] },
): Promise<ReadonlyMap<string, Person>> {
  const { purpose, reason, caseReference } = await requireReason(work, supervisor);
  const mandateOf = new Map(entries.flatMap(({ personId, mandateId }) => (personId ? [[personId, mandateId] as const] : [])));
  const people = await listPeople(work.tx, work.vault, [...mandateOf.keys()]);
  const why = { reader: supervisor.helper, role: 'supervisor', what: 'journal', purpose, reason, caseReference } as const;
  for (const { id } of people) {
    const mandate = await findMandate(work.tx, mandateOf.get(id) ?? id);
    await openPersonalData(work, { ...why, personId: id, ...(mandate && { mandate }) });
  }
  return new Map(people.map((person) => [person.id, person]));
}
