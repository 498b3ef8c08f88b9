import { hour, minute } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { openLog } from '../../src/http/request-log.ts';
import { createSubject } from '../../src/journal/subject-keys.ts';
import { eraseSubject } from '../../src/journal/erase-subject.ts';
import { dropDead, retryDead } from '../../src/notifications/dead-letters.ts';
import { countTroubled, forgetDead, listDead, listFailing } from '../../src/notifications/dead-letter-store.ts';
import { deliverDue } from '../../src/notifications/deliver.ts';
import type { Carrier } from '../../src/notifications/mailer.ts';
import { type Message, queue } from '../../src/notifications/outbox.ts';
import { openRooms } from '../support/rooms.ts';

const rooms = await openRooms();
const { db, needs, clock, world } = rooms;
const operator = await world.helper();
const note: Message = { kind: 'digest', channel: 'email', to: 'josephine@example.fr', subjectRef: null, subject: 'Salut', text: 'Un mot.' };
const put = (facts: Partial<Message> = {}) => atomically(needs, (work) => queue(work, { ...note, ...facts }));

/** A mailbox that is down, up, or refuses for ever; what got there, by id. */
function mailbox() {
  const arrived: string[] = [];
  const box = { state: 'up' as 'up' | 'down' | 'refusing', arrived };
  const carrier: Carrier = {
    close: () => undefined,
    send: async (id, { to }) => {
      await Promise.resolve();
      if (box.state === 'down') throw Object.assign(new Error(`connect to ${to}`), { code: 'ECONNREFUSED' });
      if (box.state === 'refusing') throw Object.assign(new Error(`550 ${to} unknown`), { code: 'EENVELOPE', responseCode: 550 });
      arrived.push(id);
    },
  };
  const deliver = async () => {
    while ((await deliverDue({ ...needs, log: openLog('silent'), carriers: { email: carrier, sms: carrier } })) > 0);
  };
  return { box, arrived, deliver };
}

beforeEach(async () => {
  await rooms.asOwner('truncate outbox');
});

/** A message that was given up. */
async function dead(facts: Partial<Message> = {}) {
  const { box, deliver, arrived } = mailbox();
  box.state = 'refusing';
  const id = await put(facts);
  await deliver();
  return { id, box, deliver, arrived };
}

test('a mailbox that is down for an hour: all arrives afterwards, each once, by the id it had', async () => {
  const { box, arrived, deliver } = mailbox();
  box.state = 'down';
  const ids: string[] = [];
  for (let time = 0; time < 12; time++) {
    ids.push(await put({ text: String(time) }));
    await deliver();
    clock.forward(5 * minute);
  }
  expect(await countTroubled(db)).toEqual({ waiting: 12, failing: 12, dead: 0 });
  expect((await listFailing(db, 20)).every(({ fault }) => fault === 'ECONNREFUSED')).toBe(true);
  box.state = 'up';
  for (let time = 0; time < 24; time++) {
    await deliver();
    clock.forward(5 * minute);
  }
  expect([...arrived].sort()).toEqual([...ids].sort());
  expect(await countTroubled(db)).toEqual({ waiting: 0, failing: 0, dead: 0 });
});

test('a mailbox that says never is given up at once; what it says is kept sealed, its fault without a word of it', async () => {
  const { id } = await dead();
  expect(await listDead(db, 5)).toEqual([expect.objectContaining({ id, kind: 'digest', channel: 'email', fault: 'EENVELOPE 550' })]);
  const { rows } = await rooms.asOwner<{ row: string }>('select outbox::text as row from outbox');
  expect(JSON.stringify(rows)).not.toMatch(/josephine/);
});

test('tried again by an operator, it leaves with its old id, and its entry says who', async () => {
  const { id, box, deliver, arrived } = await dead();
  box.state = 'up';
  clock.forward(100 * hour);
  expect(await atomically(needs, (work) => retryDead(work, { id, operator }))).toBe(1);
  await deliver();
  expect(arrived).toEqual([id]);
  await expect(atomically(needs, (work) => retryDead(work, { id, operator }))).rejects.toMatchObject({ code: 'message_unknown' });
});

test('all that was given up is tried again at once', async () => {
  await Promise.all([dead(), dead(), dead()]);
  expect(await atomically(needs, (work) => retryDead(work, { id: null }))).toBe(3);
  expect(await atomically(needs, (work) => retryDead(work, { id: null }))).toBe(0);
});

test('dropped, it is forgotten; a message that still waits cannot be dropped', async () => {
  const { id } = await dead();
  await atomically(needs, (work) => dropDead(work, { id, operator, reason: 'boîte fermée' }));
  expect(await countTroubled(db)).toMatchObject({ dead: 0 });
  const waiting = await put();
  await expect(atomically(needs, (work) => dropDead(work, { id: waiting, operator, reason: 'x' }))).rejects.toMatchObject({
    code: 'message_unknown',
  });
});

test('a code that serves ten minutes is not kept to arrive days later', async () => {
  await dead({ expiresAt: new Date(clock.now().getTime() + 10 * minute) });
  expect(await countTroubled(db)).toEqual({ waiting: 0, failing: 0, dead: 0 });
});

test('what was kept for a person who is erased cannot be read any more', async () => {
  const subjectRef = await atomically(needs, (work) => createSubject(work));
  const { id, box, deliver, arrived } = await dead({ subjectRef });
  await atomically(needs, (work) => eraseSubject(work, { subject: { id: operator.id, subjectRef }, reason: 'person_asked' }));
  box.state = 'up';
  await atomically(needs, (work) => retryDead(work, { id, operator }));
  await deliver();
  expect(arrived).toEqual([]);
});

test('what nobody asked for in a month is forgotten', async () => {
  await dead();
  await forgetDead(db, { before: clock.now() });
  expect(await countTroubled(db)).toMatchObject({ dead: 1 });
  await forgetDead(db, { before: new Date(clock.now().getTime() + 1) });
  expect(await countTroubled(db)).toMatchObject({ dead: 0 });
});

test('what follows a message waits for it, also when that is tried again', async () => {
  const { id, box, deliver, arrived } = await dead();
  box.state = 'up';
  const follower = await put({ follows: id });
  await deliver();
  expect(arrived).toEqual([]);
  await atomically(needs, (work) => retryDead(work, { id, operator }));
  await deliver();
  expect(arrived).toEqual([id, follower]);
});
