import { atomically } from '../../src/db/database.ts';
import { answerBySms } from '../../src/mandates/answer-by-sms.ts';
import { askBySms } from '../../src/mandates/ask-by-sms.ts';
import { concludeMandate } from '../../src/mandates/conclude-mandate.ts';
import type { Draft } from '../../src/mandates/draft.ts';
import { findDraft } from '../../src/mandates/draft-store.ts';
import { stopBySms } from '../../src/mandates/stop-by-sms.ts';
import type { Person } from '../../src/people/person.ts';
import { confirmBySms } from '../../src/people/confirm-by-sms.ts';
import { receiveSms } from '../../src/people/receive-sms.ts';
import { findPerson } from '../../src/people/store.ts';
import type { Language } from '../../src/http/languages.ts';
import { contactsIn } from './contacts.ts';
import type { Rooms } from './rooms.ts';
import { publicUrl } from './telling.ts';
import { josephine, type TestHelper } from './world.ts';

const answerers = [confirmBySms, stopBySms({ publicUrl }), answerBySms({ publicUrl })];

/** Persons an organisation knows, asked by SMS, and what they answer. */
export function askingIn(rooms: Rooms) {
  const { needs, world } = rooms;
  const contacts = contactsIn(rooms);
  let count = 0;
  const acts = {
    contacts,
    /** Somebody new, with a mandate of this organisation and a number of their own that they confirmed. */
    known: async ({ helper, isConfirmed = true }: { helper?: TestHelper; isConfirmed?: boolean } = {}) => {
      const who = helper ?? (await world.helper());
      const name = String.fromCharCode(97 + (++count % 26)).repeat(2 + Math.floor(count / 26));
      const mandate = await world.mandate({ helper: who, identity: { ...josephine, givenName: `Joséphine ${name}` } });
      const person = await findPerson(needs.db, needs.vault, mandate.personId);
      if (!person) throw new Error('nobody');
      const number = `+3363998${String(1000 + count)}`;
      if (isConfirmed) await contacts.confirmed(person, number);
      else await contacts.add(person, number);
      await contacts.messages();
      return { helper: who, person, number, mandate };
    },
    ask: async (
      { helper, person }: { helper: TestHelper; person: Person },
      terms: { language?: Language; duration?: 'day'; renews?: string } = {},
    ) => {
      const draft = await world.draft({ helper, ...terms });
      await acts.askAbout(draft, { helper, person });
      return draft;
    },
    askAbout: (draft: Draft, { helper, person }: { helper: TestHelper; person: Pick<Person, 'id'> }) =>
      atomically(needs, (work) =>
        askBySms(work, { draftId: draft.id, personId: person.id, helper, organisation: helper.organisation, publicUrl }),
      ),
    /** The helper countersigns. */
    sign: ({ id }: Draft, { helper }: { helper: TestHelper }) =>
      atomically(needs, (work) => concludeMandate(work, { draftId: id, helper, organisationId: helper.organisation.id })),
    /** All that left, to a number. */
    told: async (number: string) => (await contacts.messages()).filter(({ to }) => to === number).map(({ text }) => text),
    answer: (from: string, text: string, id = `answer-${String(++count)}`) =>
      atomically(needs, (work) => receiveSms(work, { sms: { id, from, text }, answerers, publicUrl })),
    stateOf: async ({ id }: Draft) => {
      const draft = await findDraft(needs.db, id);
      return draft?.endCause ?? draft?.state;
    },
  };
  return acts;
}
