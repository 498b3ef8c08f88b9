import { atomically } from '../../src/db/database.ts';
import { tellUsed } from '../../src/mandates/tell-person.ts';
import type { Mandate } from '../../src/mandates/mandate.ts';
import { chooseHowToBeTold } from '../../src/people/choose-how-to-be-told.ts';
import type { Rhythm, TellingChannel } from '../../src/people/contact.ts';
import type { Person } from '../../src/people/person.ts';
import { findPerson } from '../../src/people/store.ts';
import { contactsIn } from './contacts.ts';
import type { Rooms } from './rooms.ts';
import { josephine, type TestHelper } from './world.ts';

export const publicUrl = 'https://procura.example';

interface Given {
  readonly mandate: Mandate;
  readonly person: Person;
  readonly helper: TestHelper;
}

/** People who gave a mandate, what they choose and what they are told. */
export function tellingIn(rooms: Rooms) {
  const { needs, world } = rooms;
  const { messages } = contactsIn(rooms);
  let count = 0;
  return {
    messages,
    /** Somebody new, who gave a mandate; what was said of that is forgotten. */
    given: async (duration: 'day' | 'month' | 'year', helper?: TestHelper) => {
      const who = helper ?? (await world.helper());
      const number = String(++count);
      const identity = { ...josephine, givenName: `Joséphine${number}`, email: `josephine${number}@example.fr` };
      const mandate = await world.mandate({ helper: who, duration, identity });
      const person = await findPerson(needs.db, needs.vault, mandate.personId);
      if (!person) throw new Error('nobody');
      await messages();
      return { mandate, person, helper: who, address: identity.email };
    },
    choose: (person: Person, channel: TellingChannel, rhythm: Rhythm = 'at_once') =>
      atomically(needs, (work) => chooseHowToBeTold(work, { person, channel, rhythm, language: 'fr' })),
    use: ({ mandate, person, helper }: Given) =>
      atomically(needs, (work) => tellUsed(work, { mandate, person, organisation: helper.organisation, publicUrl })),
    subjects: async () => (await messages()).map(({ to, subject }) => `${to}: ${subject ?? ''}`),
  };
}
