import { atomically } from '../../src/db/database.ts';
import { proposeContact } from '../../src/mandates/propose-contact.ts';
import { addContact, type Giver } from '../../src/people/add-contact.ts';
import { confirmContact, sendContactCode } from '../../src/people/confirm-contact.ts';
import { type Contact, parseNumber } from '../../src/people/contact.ts';
import { listContacts } from '../../src/people/contact-store.ts';
import { contactForm } from '../../src/people/forms.ts';
import type { Person, PivotIdentity } from '../../src/people/person.ts';
import { recognisePerson } from '../../src/people/recognise-person.ts';
import { openLog } from '../../src/http/request-log.ts';
import { deliverDue } from '../../src/notifications/deliver.ts';
import type { Content } from '../../src/notifications/outbox.ts';
import type { Rooms } from './rooms.ts';
import { josephine, type TestHelper } from './world.ts';

/** What is done about a person's contacts, each act in a transaction of its own. */
export function contactsIn({ needs }: Pick<Rooms, 'needs'>) {
  const log = openLog('silent');
  const acts = {
    /** Seen at FranceConnect, under this subject; with an address only if one is given. */
    person: (subject: string, stated: Pick<PivotIdentity, 'email' | 'phoneNumber'> = {}): Promise<Person> => {
      const { email: _, ...pivot } = josephine;
      return atomically(needs, (work) =>
        recognisePerson(work, { issuer: 'https://fc.example', subject, identity: { ...pivot, ...stated } }),
      );
    },
    list: (person: Person): Promise<Contact[]> => listContacts(needs.db, needs.vault, person.id),
    add: (person: Person, text: string, by: Giver = { origin: 'person' }) => {
      const number = parseNumber(text);
      const contact = { channel: number === null ? 'email' : 'sms', address: number ?? text } as const;
      return atomically(needs, (work) => addContact(work, { ...contact, person, by, isHelpers: false }));
    },
    /** Typed by a helper, beside the person. */
    propose: (beside: { readonly draftId: string; readonly helper: TestHelper; readonly publicUrl: string }, text: string) => {
      const { address } = contactForm.parse({ address: text });
      const { organisation } = beside.helper;
      return atomically(needs, (work) => proposeContact(work, { ...address, ...beside, organisation }));
    },
    ask: (person: Person, contactId: string) => atomically(needs, (work) => sendContactCode(work, { person, contactId, language: 'fr' })),
    give: (person: Person, contactId: string, code: string) =>
      atomically(needs, (work) => confirmContact(work, { person, contactId, code })),
    /** All that is queued, carried away. */
    messages: async (): Promise<Content[]> => {
      const sent: Content[] = [];
      const carrier = {
        send: async (_id: string, content: Content) => void sent.push(await Promise.resolve(content)),
        close: () => undefined,
      };
      while ((await deliverDue({ ...needs, log, carriers: { email: carrier, sms: carrier } })) > 0);
      return sent;
    },
    /** The code just sent there, as its reader sees it. */
    code: async (address: string): Promise<string> => {
      const text = (await acts.messages()).filter(({ to }) => to === address).at(-1)?.text ?? '';
      return /\b\d{6}\b/.exec(text)?.[0] ?? '';
    },
    /** An address the person showed to be theirs. */
    confirmed: async (person: Person, text: string): Promise<string> => {
      const { id } = await acts.add(person, text);
      await acts.ask(person, id);
      const contact = (await acts.list(person)).find((one) => one.id === id);
      await acts.give(person, id, await acts.code(contact?.address ?? ''));
      return id;
    },
  };
  return acts;
}

/** Another code than this one. */
export function wrong(code: string): string {
  return code === '000000' ? '111111' : '000000';
}
