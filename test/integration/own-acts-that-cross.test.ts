import { atomically, type Work } from '../../src/db/database.ts';
import { chooseHowToBeTold } from '../../src/people/choose-how-to-be-told.ts';
import { chooseLanguage } from '../../src/people/choose-language.ts';
import { confirmBySms } from '../../src/people/confirm-by-sms.ts';
import { listContacts } from '../../src/people/contact-store.ts';
import { receiveSms } from '../../src/people/receive-sms.ts';
import { removeContact } from '../../src/people/remove-contact.ts';
import { lockPerson } from '../../src/people/store.ts';
import { contactsIn } from '../support/contacts.ts';
import { openHouse } from '../support/house.ts';
import { meeting } from '../support/meeting.ts';
import { atHome, entriesOfPerson } from '../support/own-space.ts';

// Two acts of one person that need the same rows take them in one order: neither is undone by the database for having met the other.
const house = await openHouse();
const { context, url } = house;
const crossing = house.database.isServer ? test : test.skip; // the embedded engine does one transaction after the other
const doing = <T>(act: (work: Work) => Promise<T>) => atomically(context, act);
const done = { status: 'fulfilled' };
const someone = (subject: string) => contactsIn({ needs: context }).person(subject);

crossing('a person chooses a language while how they are told is kept', async () => {
  const person = await someone('langues');
  const told = { person, channel: 'letter', rhythm: 'daily', language: 'fr' } as const;
  await doing((work) => chooseHowToBeTold(work, told));
  const language = () => doing((work) => chooseLanguage(work, { person, language: 'ar' }));
  const first = (work: Work) => lockPerson(work, person.id);
  expect(await meeting(context, first, [language], (work) => chooseHowToBeTold(work, told))).toMatchObject([done]);
});

crossing('a person chooses a language in one tab and how to be told in the other', async () => {
  const person = await someone('onglets');
  const browser = await atHome(context, person.id);
  const page = await browser.open(`${url}/me/contacts`);
  const language = () => browser.submit(page, '/me/language', { fields: { language: 'tr', path: '/me' } });
  const session = (work: Work) => work.tx('sessions').where('person_id', person.id).update({ language: 'ar' });
  const [chosen] = await meeting(context, (work) => lockPerson(work, person.id), [language], session);
  expect(chosen).toMatchObject({ ...done, value: { status: 200 } });
});

crossing('a contact removed by two clicks at once is removed: neither click is told that there is none', async () => {
  const person = await someone('clics');
  const contacts = contactsIn({ needs: context });
  const { id: contactId } = await contacts.add(person, '+33639981717');
  const remove = () => doing((work) => removeContact(work, { person, contactId }));
  expect(await meeting(context, (work) => lockPerson(work, person.id), [remove, remove])).toMatchObject([done, done]);
  expect(await listContacts(context.db, context.vault, person.id)).toEqual([]);
});

crossing('a number is removed while its code comes back by SMS: it is removed, and nothing says that it was confirmed', async () => {
  const person = await someone('retour');
  const contacts = contactsIn({ needs: context });
  const from = '+33639981818';
  const { id: contactId } = await contacts.add(person, from);
  await contacts.ask(person, contactId);
  const code = await contacts.code(from);
  const answer = { sms: { id: 'croise', from, text: code }, answerers: [confirmBySms], publicUrl: url };
  const remove = (work: Work) => removeContact(work, { person, contactId });
  expect(await meeting(context, remove, [() => doing((work) => receiveSms(work, answer))])).toMatchObject([done]);
  expect(await entriesOfPerson(context, person.id)).not.toContain('contact_confirmed');
});
