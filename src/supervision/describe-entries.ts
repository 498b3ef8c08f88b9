import type { WorkNeeds } from '../db/database.ts';
import { heart } from '../journal/heartbeat.ts';
import type { IndexedEntry } from '../journal/store.ts';
import { pseudonym } from '../mandates/pseudonym.ts';
import { namesThen } from '../organisations/names-then.ts';
import { fullName, type Person } from '../people/person.ts';
import { listPeople } from '../people/store.ts';
import { namesOfClients } from '../provider/client-store.ts';

/** An entry as a line of a supervisor's list. */
export interface EntryLine extends IndexedEntry {
  readonly helper: string | null;
  readonly organisation: string | null;
  readonly client: string | null;
  /** Null for the heartbeats, whose chain stands where a mandate's would. */
  readonly mandateId: string | null;
  /** A name where the person was opened, a pseudonym elsewhere. */
  readonly person: string | null;
}

/** Puts words on the ids of entries. Persons are pseudonyms, but those who were opened; helpers and organisations are called as they were then. */
export async function describeEntries(
  { db, vault }: Pick<WorkNeeds, 'db' | 'vault'>,
  entries: readonly IndexedEntry[],
  opened: ReadonlyMap<string, Person> = new Map(),
): Promise<EntryLine[]> {
  const hidden = idsOf(entries, 'personId').filter((id) => !opened.has(id));
  const [names, clients, persons] = await Promise.all([
    namesThen(db, entries),
    namesOfClients(db, idsOf(entries, 'clientId')),
    listPeople(db, vault, hidden),
  ]);
  const people = new Map(persons.map((person) => [person.id, person]));
  const personOf = ({ personId, mandateId }: IndexedEntry): string | null => {
    const [named, person] = [opened.get(personId ?? ''), people.get(personId ?? '')];
    if (named) return fullName(named.identity);
    return person && personId ? pseudonym(person.identity, mandateId ?? personId) : null;
  };
  return entries.map((entry) => ({
    ...entry,
    helper: names.helper(entry.helperId, entry.at),
    organisation: names.organisation(entry.organisationId, entry.at),
    client: clients.get(entry.clientId ?? '') ?? entry.clientId,
    mandateId: entry.mandateId === heart.id ? null : entry.mandateId,
    person: personOf(entry),
  }));
}

function idsOf(entries: readonly IndexedEntry[], name: 'clientId' | 'personId'): string[] {
  return [...new Set(entries.flatMap((entry) => entry[name] ?? []))];
}
