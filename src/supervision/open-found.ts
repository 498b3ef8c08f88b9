import type { Work } from '../db/database.ts';
import type { IndexedEntry } from '../journal/store.ts';
import { listMandateRefs } from '../mandates/store.ts';
import { openManyPersonalData } from '../people/open-personal-data.ts';
import type { Person } from '../people/person.ts';
import { listPeople } from '../people/store.ts';
import { requireReason } from './give-reason.ts';
import type { Supervising } from './supervising.ts';

interface Opening {
  readonly supervisor: Supervising;
  readonly entries: readonly IndexedEntry[];
}

/**
 * Names the persons of entries that a supervisor found in their territories, under the reason that stands: a look for each of them, written
 * first. Whoever was erased stays unnamed.
 */
export function openFound(work: Work, opening: Opening): Promise<ReadonlyMap<string, Person>> {
  return openNew(work, { ...opening, opened: new Set() });
}

/** The same, page after page of one file: somebody `opened` before is named without another look, and whoever is opened is added to them. */
export async function openNew(
  work: Work,
  { supervisor, entries, opened }: Opening & { readonly opened: Set<string> },
): Promise<ReadonlyMap<string, Person>> {
  const { purpose, reason, caseReference } = await requireReason(work, supervisor);
  const mandateOf = new Map(entries.flatMap(({ personId, mandateId }) => (personId ? [[personId, mandateId ?? ''] as const] : [])));
  const people = await listPeople(work.tx, work.vault, [...mandateOf.keys()]);
  const fresh = people.filter(({ id }) => !opened.has(id));
  const refs = await listMandateRefs(
    work.tx,
    fresh.flatMap(({ id }) => mandateOf.get(id) || []),
  );
  const why = { reader: supervisor.helper, role: 'supervisor', what: 'journal', purpose, reason, caseReference } as const;
  const mandates = new Map(refs.map((mandate) => [mandate.id, mandate]));
  const looks = fresh.map((person) => ({ ...why, person, mandate: mandates.get(mandateOf.get(person.id) ?? '') }));
  await openManyPersonalData(
    work,
    looks.map(({ mandate, ...look }) => ({ ...look, ...(mandate && { mandate }) })),
  );
  for (const { id } of fresh) opened.add(id);
  return new Map(people.map((person) => [person.id, person]));
}
