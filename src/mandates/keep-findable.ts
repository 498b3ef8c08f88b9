import type { Work } from '../db/database.ts';
import type { Reception } from '../identity/reception.ts';
import type { Person } from '../people/person.ts';
import { findPerson } from '../people/store.ts';
import { namePrints } from './name-prints.ts';
import * as store from './store.ts';

/** By the names FranceConnect gives now, each organisation that a mandate was given to finds the person, also by those just changed. */
export async function keepFindable(work: Work, { id, identity }: Pick<Person, 'id' | 'identity'>): Promise<void> {
  for (const organisationId of await store.listOrganisationsOf(work.tx, id))
    await store.insertNamePrints(work.tx, id, namePrints(work.vault, organisationId, identity));
}

/** A reception after which whoever came is found by their names of today. */
export function keepingFindable(reception: Reception): Reception {
  return {
    ...reception,
    receive: async (work, identified) => {
      const received = await reception.receive(work, identified);
      const personId = received.session?.personId;
      const person = personId && (await findPerson(work.tx, work.vault, personId));
      if (person) await keepFindable(work, person);
      return received;
    },
  };
}
