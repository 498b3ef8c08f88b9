import { setTimeout as sleep } from 'node:timers/promises';
import { after, hour, minute } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { confirmContact } from '../../src/people/confirm-contact.ts';
import type { Person } from '../../src/people/person.ts';
import { removeContact } from '../../src/people/remove-contact.ts';
import { listShared } from '../../src/people/shared-contact.ts';
import { findCircumstances } from '../../src/supervision/circumstance-store.ts';
import { refusedWith } from '../support/acts.ts';
import { contactsIn, wrong } from '../support/contacts.ts';
import { openRooms } from '../support/rooms.ts';

const rooms = await openRooms();
const { needs, clock } = rooms;
const contacts = contactsIn(rooms);

test('the code is nowhere but in the message: neither in the tables nor in the record', async () => {
  const person = await contacts.person('secret');
  const { id } = await contacts.add(person, '+33639980808');
  await contacts.ask(person, id);
  const code = await contacts.code('+33639980808');
  const { rows } = await rooms.asOwner<{ all: string }>(
    `select coalesce(string_agg(c::text, ''), '') || coalesce((select string_agg(encode(leaf, 'escape'), '') from journal.entries), '') as all from contact_codes c`,
  );
  expect(code).toMatch(/^\d{6}$/);
  expect(rows[0]?.all).not.toContain(code);
});

test('guessing: five tries, then the right code is worth nothing; another code must be asked for', async () => {
  const person = await contacts.person('guessed');
  const { id } = await contacts.add(person, '+33639980909');
  await contacts.ask(person, id);
  const code = await contacts.code('+33639980909');
  for (let tries = 0; tries < 5; tries++) expect(await contacts.give(person, id, wrong(code))).toBe(false);
  await expect(contacts.give(person, id, code)).rejects.toEqual(refusedWith('contact_code_spent'));
  await contacts.ask(person, id);
  expect(await contacts.give(person, id, await contacts.code('+33639980909'))).toBe(true);
});

test('twelve guesses side by side are five', async () => {
  const person = await contacts.person('crowd');
  const { id } = await contacts.add(person, '+33639981010');
  await contacts.ask(person, id);
  const code = await contacts.code('+33639981010');
  const answers = await Promise.allSettled(Array.from({ length: 12 }, () => contacts.give(person, id, wrong(code))));
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
});

test('a code is good for ten minutes, and the one before it for nothing', async () => {
  const person = await contacts.person('late');
  const { id } = await contacts.add(person, '+33639981111');
  await contacts.ask(person, id);
  const first = await contacts.code('+33639981111');
  await contacts.ask(person, id);
  const second = await contacts.code('+33639981111');
  if (first !== second) expect(await contacts.give(person, id, first)).toBe(false);
  clock.forward(10 * minute);
  await expect(contacts.give(person, id, second)).rejects.toEqual(refusedWith('contact_code_spent'));
});

test('five codes an hour to one address, no more', async () => {
  const person = await contacts.person('flood');
  const { id } = await contacts.add(person, '+33639981212');
  for (let codes = 0; codes < 5; codes++) await contacts.ask(person, id);
  await expect(contacts.ask(person, id)).rejects.toEqual(refusedWith('too_many_requests'));
  clock.forward(hour);
  await contacts.ask(person, id);
});

test('another person’s contact, by its id, does not exist: neither asked for, nor confirmed, nor removed', async () => {
  const [owner, enemy] = [await contacts.person('owner'), await contacts.person('enemy')];
  const { id } = await contacts.add(owner, '+33639981313');
  await contacts.ask(owner, id);
  const code = await contacts.code('+33639981313');
  for (const act of [
    () => contacts.ask(enemy, id),
    () => contacts.give(enemy, id, code),
    () => atomically(needs, (work) => removeContact(work, { person: enemy, contactId: id })),
  ])
    await expect(act()).rejects.toEqual(refusedWith('contact_unknown'));
  expect(await contacts.give(owner, id, code)).toBe(true);
});

const shared = async () =>
  (await rooms.asOwner<{ person: string }>(`select person_id as person from journal.entry_index where event = 'contact_shared'`)).rows
    .map(({ person }) => person)
    .sort();

test('a number that another person confirmed is marked, from when this one confirms it too and no sooner; both read it in their record, whoever comes third does', async () => {
  const [first, second] = [await contacts.person('first of two'), await contacts.person('second of two')];
  const mine = await contacts.confirmed(first, '+33639981414');
  const { id } = await contacts.add(second, '+33639981414');
  expect(await listShared(needs, { personId: first.id, contacts: await contacts.list(first) })).toEqual(new Set());
  expect(await shared()).toEqual([]);
  await contacts.ask(second, id);
  expect(await contacts.give(second, id, await contacts.code('+33639981414'))).toBe(true);
  expect(await shared()).toEqual([first.id, second.id].sort());
  expect(await listShared(needs, { personId: first.id, contacts: await contacts.list(first) })).toEqual(new Set([mine]));
  expect(await listShared(needs, { personId: second.id, contacts: await contacts.list(second) })).toEqual(new Set([id]));
  const third = await contacts.person('third of three');
  await contacts.confirmed(third, '+33639981414');
  expect(await shared()).toEqual([first.id, second.id, third.id].sort());
});

test('two persons who confirm one number at once both read that it is shared', async () => {
  const before = await shared();
  const both = [await contacts.person('one at once'), await contacts.person('other at once')] as const;
  const ask = async (person: Person) => {
    const { id } = await contacts.add(person, '+33639981616');
    await contacts.ask(person, id);
    return { person, contactId: id, code: await contacts.code('+33639981616') };
  };
  const [one, other] = [await ask(both[0]), await ask(both[1])];
  let later: Promise<boolean> | undefined;
  await atomically(needs, async (work) => {
    await confirmContact(work, one);
    later = contacts.give(other.person, other.contactId, other.code); // begins before this is committed
    await sleep(300);
  });
  expect(await later).toBe(true);
  expect((await shared()).filter((id) => !before.includes(id))).toEqual(both.map(({ id }) => id).sort());
});

test('the rules see how many confirmed the number of whoever is helped, from when they did and as long as they keep it', async () => {
  const [first, second, third] = [
    await contacts.person('one of three'),
    await contacts.person('two of three'),
    await contacts.person('the third'),
  ];
  const nothing = { refusal: null, mandateId: null, useId: null, helperId: null, organisationId: null, clientId: null, procedure: null };
  const entry = { ...nothing, entryId: '1', event: 'mandate_used', personId: first.id } as const;
  const sharing = async (at = clock.now()) => (await findCircumstances(needs.db, { ...entry, at })).sharing;
  const counted = [await sharing()];
  let last = '';
  for (const person of [first, second, third]) {
    last = await contacts.confirmed(person, '+33639981515');
    counted.push(await sharing());
    clock.forward(minute);
  }
  expect(counted).toEqual([0, 1, 2, 3]);
  expect(await sharing(after(clock.now(), -2 * minute))).toBe(2);
  await atomically(needs, (work) => removeContact(work, { person: third, contactId: last }));
  expect(await sharing()).toBe(2);
});
