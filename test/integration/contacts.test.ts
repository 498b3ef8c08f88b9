import { minute } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { eraseSubject } from '../../src/journal/erase-subject.ts';
import { chooseHowToBeTold, contactOf } from '../../src/people/choose-how-to-be-told.ts';
import { removeContact } from '../../src/people/remove-contact.ts';
import type { Person } from '../../src/people/person.ts';
import { contactsIn } from '../support/contacts.ts';
import { openRooms } from '../support/rooms.ts';

const rooms = await openRooms();
const { needs, clock, world } = rooms;
const contacts = contactsIn(rooms);
const told = (person: Person) => atomically(needs, (work) => contactOf(work, person, 'ar'));
const remove = (person: Person, contactId: string) => atomically(needs, (work) => removeContact(work, { person, contactId }));
const events = async (person: Person) =>
  (
    await needs.db.raw<{ rows: { event: string }[] }>(
      `select entries.event from journal.entries join journal.entry_index on entry_index.entry_id = entries.id where person_id = ? order by entries.id`,
      [person.id],
    )
  ).rows.map(({ event }) => event);

test('what FranceConnect knows is kept sealed, carries messages, and is not confirmed', async () => {
  const person = await contacts.person('upstream', { email: 'Josephine@Example.fr', phoneNumber: '06 39 98 01 01' });
  expect(await contacts.list(person)).toEqual([
    expect.objectContaining({ channel: 'email', address: 'josephine@example.fr', origin: 'upstream', confirmedAt: null }),
    expect.objectContaining({ channel: 'sms', address: '+33639980101', origin: 'upstream', confirmedAt: null }),
  ]);
  const { rows } = await rooms.asOwner<{ text: string }>(
    `select encode(address, 'escape') || encode(print, 'escape') as text from contacts`,
  );
  expect(rows.map(({ text }) => text).join()).not.toMatch(/josephine|3998/i);
  expect(await told(person)).toEqual({
    ...{ by: 'message', rhythm: 'at_once' },
    to: { channel: 'email', to: 'josephine@example.fr', language: 'ar', subjectRef: person.subjectRef },
  });
});

test('what FranceConnect no longer says goes, unless the person confirmed it', async () => {
  const before = await contacts.person('moved', { email: 'old@example.fr', phoneNumber: '+33639980202' });
  const number = (await contacts.list(before)).find(({ channel }) => channel === 'sms');
  await contacts.ask(before, number?.id ?? '');
  await contacts.give(before, number?.id ?? '', await contacts.code('+33639980202'));
  const after = await contacts.person('moved', { email: 'new@example.fr' });
  expect((await contacts.list(after)).map(({ address }) => address).sort()).toEqual(['+33639980202', 'new@example.fr']);
});

test('what the person removed is forgotten, and does not come back with the next sign-in', async () => {
  const person = await contacts.person('removes', { email: 'gone@example.fr' });
  const [contact] = await contacts.list(person);
  await remove(person, contact?.id ?? '');
  await contacts.person('removes', { email: 'gone@example.fr' });
  expect(await contacts.list(person)).toEqual([]);
  expect(await told(person)).toMatchObject({ by: 'letter' });
  const { rows } = await rooms.asOwner(`select 1 from contacts where removed_at is not null and address is not null`);
  expect(rows).toEqual([]);
});

test('a number becomes the person’s own with the code that was sent to it; each step leaves its trace', async () => {
  const person = await contacts.person('confirms', { email: 'confirms@example.fr' });
  const { id } = await contacts.add(person, '0639980303');
  expect(await told(person)).toMatchObject({ to: { channel: 'email' } });
  await contacts.ask(person, id);
  const code = await contacts.code('+33639980303');
  expect(code).toMatch(/^\d{6}$/);
  expect(await contacts.give(person, id, code)).toBe(true);
  expect((await contacts.list(person)).find((contact) => contact.id === id)).toMatchObject({ origin: 'person', confirmedAt: clock.now() });
  expect(await events(person)).toEqual(['person_recognised', 'contact_added', 'contact_code_sent', 'contact_confirmed']);
});

test('what a helper typed waits for the person: nothing else is sent there', async () => {
  const helper = await world.helper();
  const person = await contacts.person('typed');
  const by = { origin: 'helper', helper, organisationId: helper.organisation.id } as const;
  const { id } = await contacts.add(person, '+33639980404', by);
  expect(await contacts.list(person)).toEqual([expect.objectContaining({ origin: 'helper', confirmedAt: null })]);
  expect(await told(person)).toMatchObject({ by: 'letter' });
  await contacts.ask(person, id);
  await contacts.give(person, id, await contacts.code('+33639980404'));
  expect(await told(person)).toMatchObject({ by: 'message', to: { to: '+33639980404' } });
});

test('the person chooses the channel, the rhythm and the language; the latest confirmed comes first', async () => {
  const person = await contacts.person('chooses', { email: 'chooses@example.fr', phoneNumber: '+33639980505' });
  const choose = (channel: 'sms' | 'letter' | 'none') =>
    atomically(needs, (work) => chooseHowToBeTold(work, { person, channel, rhythm: 'weekly', language: 'uk' }));
  await choose('sms');
  expect(await told(person)).toMatchObject({ rhythm: 'weekly', to: { to: '+33639980505', language: 'uk' } });
  clock.forward(minute);
  await contacts.confirmed(person, '+33639980506');
  expect(await told(person)).toMatchObject({ to: { to: '+33639980506' } });
  await choose('letter');
  expect(await told(person)).toEqual({ by: 'letter', language: 'uk' });
  await choose('none');
  expect(await told(person)).toEqual({ by: 'nothing' });
});

test('who loses the chosen channel is told by what is left', async () => {
  const person = await contacts.person('falls back', { email: 'falls@example.fr', phoneNumber: '+33639980606' });
  await atomically(needs, (work) => chooseHowToBeTold(work, { person, channel: 'sms', rhythm: 'daily', language: 'fr' }));
  const number = (await contacts.list(person)).find(({ channel }) => channel === 'sms');
  await remove(person, number?.id ?? '');
  expect(await told(person)).toMatchObject({ to: { channel: 'email', to: 'falls@example.fr' }, rhythm: 'daily' });
});

test('the addresses die with the key of the person', async () => {
  const person = await contacts.person('erased', { email: 'erased@example.fr' });
  await atomically(needs, (work) => eraseSubject(work, { subject: person, reason: 'person_asked' }));
  expect(await contacts.list(person)).toEqual([]);
  expect(await told(person)).toMatchObject({ by: 'letter' });
});
