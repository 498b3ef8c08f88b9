import { day } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { confirmBySms } from '../../src/people/confirm-by-sms.ts';
import type { Person } from '../../src/people/person.ts';
import { receiveSms } from '../../src/people/receive-sms.ts';
import type { ReceivedSms, SmsAnswerer } from '../../src/people/sms.ts';
import { contactsIn, wrong } from '../support/contacts.ts';
import { openRooms } from '../support/rooms.ts';

const rooms = await openRooms();
const { needs, clock } = rooms;
const contacts = contactsIn(rooms);
const publicUrl = 'https://procura.example';
let count = 0;

const receive = (
  from: string,
  text: string,
  { id = `sms-${String(++count)}`, answerers = [confirmBySms] as readonly SmsAnswerer[] } = {},
) => atomically(needs, (work) => receiveSms(work, { sms: { id, from, text }, answerers, publicUrl }));
const replies = async () => (await contacts.messages()).map(({ to, text }) => `${to}: ${text}`);
const outcomes = async (person: Person) =>
  (
    await needs.db.raw<{ rows: unknown[] }>(
      `select 1 from journal.entries join journal.entry_index on entry_index.entry_id = entries.id
        where person_id = ? and entries.event = 'sms_received'`,
      [person.id],
    )
  ).rows.length;

/** A person whose number waits for its code, and the code. */
async function waiting(number: string): Promise<{ person: Person; code: string; isConfirmed: () => Promise<boolean> }> {
  const person = await contacts.person(number);
  const { id } = await contacts.add(person, number);
  await contacts.ask(person, id);
  const code = await contacts.code(number);
  const isConfirmed = async () => (await contacts.list(person)).some(({ confirmedAt }) => confirmedAt !== null);
  return { person, code, isConfirmed };
}

test('the person answers with the code, from that number: it is theirs, and they are told so', async () => {
  const { person, code, isConfirmed } = await waiting('+33639980101');
  await receive('+33639980101', `${code.slice(0, 3)} ${code.slice(3)}.`);
  expect(await isConfirmed()).toBe(true);
  expect(await replies()).toEqual([expect.stringMatching(/^\+33639980101: Procura : merci/)]);
  expect(await outcomes(person)).toBe(1);
});

test('the code from another number confirms nothing', async () => {
  const { code, isConfirmed } = await waiting('+33639980202');
  await receive('+33639980203', code);
  expect(await isConfirmed()).toBe(false);
});

test('a wrong code is said to be wrong, five times; then even the right one confirms nothing', async () => {
  const { code, isConfirmed } = await waiting('+33639980303');
  for (let tries = 0; tries < 5; tries++) await receive('+33639980303', wrong(code));
  await receive('+33639980303', code);
  expect(await isConfirmed()).toBe(false);
});

test('the same id twice is one SMS: one answer, one line in the record', async () => {
  const { person, code } = await waiting('+33639980404');
  await Promise.all([receive('+33639980404', code, { id: 'twice' }), receive('+33639980404', code, { id: 'twice' })]);
  await receive('+33639980404', 'something else', { id: 'twice' });
  expect(await replies()).toHaveLength(1);
  expect(await outcomes(person)).toBe(1);
});

test('a stranger is told once a day what we understand, whatever they send', async () => {
  for (const text of ['Bonjour', 'oui', '123456', '', '<script>']) await receive('+33639980505', text);
  const [first, ...others] = await replies();
  expect(first).toMatch(/nous ne comprenons pas/);
  expect(others).toEqual([]);
  clock.forward(day);
  await receive('+33639980505', 'Bonjour');
  expect(await replies()).toHaveLength(1);
});

test('two SMS of a stranger at once get one answer', async () => {
  await Promise.all(Array.from({ length: 6 }, () => receive('+33639980606', 'Bonjour')));
  expect(await replies()).toHaveLength(1);
});

test('the first answerer that takes it has it; the others never see it', async () => {
  const seen: string[] = [];
  const answerer =
    (name: string, takes: boolean): SmsAnswerer =>
    ({ at }, sms: ReceivedSms) => {
      seen.push(`${name} ${sms.text} ${String(sms.senders.length)} ${at.toISOString().slice(0, 4)}`);
      return Promise.resolve(takes ? { outcome: name, reply: null } : null);
    };
  await receive('+33639980707', 'STOP', { answerers: [answerer('a', false), answerer('b', true), answerer('c', true)] });
  expect(seen).toEqual(['a STOP 0 2026', 'b STOP 0 2026']);
  expect(await replies()).toEqual([]);
});

test('a telephone that two persons share is known as both’s, and each finds the SMS in their record', async () => {
  const [one, other] = [await contacts.person('shares one'), await contacts.person('shares other')];
  for (const person of [one, other]) await contacts.add(person, '+33639980808');
  let known = 0;
  const look: SmsAnswerer = (_work, { senders }) => Promise.resolve({ outcome: 'seen', reply: String((known = senders.length)) });
  await receive('+33639980808', 'STOP', { answerers: [look] });
  expect(known).toBe(2);
  expect([await outcomes(one), await outcomes(other)]).toEqual([1, 1]);
});
