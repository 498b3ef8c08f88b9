import { randomUUID } from 'node:crypto';
import { hour, minute, second } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { openLog } from '../../src/http/request-log.ts';
import { eraseSubject } from '../../src/journal/erase-subject.ts';
import { createSubject } from '../../src/journal/subject-keys.ts';
import { deliverDue, startDelivery } from '../../src/notifications/deliver.ts';
import type { Carrier } from '../../src/notifications/mailer.ts';
import { queue, type Message } from '../../src/notifications/outbox.ts';
import { carrier } from '../support/carrier.ts';
import { openRooms } from '../support/rooms.ts';

const rooms = await openRooms();
const { needs, clock, isServer } = rooms;
const log = openLog('silent');
const note: Message = { kind: 'digest', channel: 'email', to: 'josephine@example.fr', subjectRef: null, subject: 'Salut', text: 'Un mot.' };

const withCarrier = (email: Carrier, sms = email) => ({ ...needs, log, carriers: { email, sms } });
const put = (message: Partial<Message> = {}) => atomically(needs, (work) => queue(work, { ...note, ...message }));
const lines = async () =>
  (
    await rooms.asOwner<{ attempts: number; sent_at: Date | null; failed_at: Date | null; message: unknown; due_at: Date }>(
      'select * from outbox order by created_at desc',
    )
  ).rows;
const givenUp = { sent_at: null, failed_at: expect.anything() as Date };

beforeEach(async () => {
  await rooms.asOwner('truncate outbox');
});

test('what is queued leaves once, and what it said is forgotten', async () => {
  await put();
  const post = carrier();
  expect(await deliverDue(withCarrier(post))).toBe(1);
  expect(await deliverDue(withCarrier(post))).toBe(0);
  expect(post.carried).toEqual([{ to: note.to, subject: 'Salut', text: 'Un mot.' }]);
  expect(await lines()).toEqual([expect.objectContaining({ message: null, failed_at: null, sent_at: expect.anything() })]);
});

test('a transaction that is undone says nothing', async () => {
  await expect(
    atomically(needs, async (work) => {
      await queue(work, note);
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(await lines()).toEqual([]);
});

test('neither the address nor the words can be read in the table; the words of a person die with their key', async () => {
  const subjectRef = await atomically(needs, (work) => createSubject(work));
  await put({ subjectRef });
  const { rows } = await rooms.asOwner<{ bytes: string }>(`select encode(message, 'escape') as bytes from outbox`);
  expect(rows[0]?.bytes).not.toMatch(/josephine|mot/);
  await atomically(needs, (work) => eraseSubject(work, { subject: { id: randomUUID(), subjectRef }, reason: 'person_asked' }));
  const post = carrier();
  await deliverDue(withCarrier(post));
  expect(post.ids).toEqual([]);
  expect(await lines()).toMatchObject([givenUp]);
});

test('a failure is tried again after 5, 10, 20… seconds, with the same id', async () => {
  await put();
  const post = carrier({ failures: 3 });
  for (const pause of [0, 5, 10, 20]) {
    if (pause > 0) {
      clock.forward(pause * second - 1);
      expect(await deliverDue(withCarrier(post))).toBe(0);
      clock.forward(1);
    }
    expect(await deliverDue(withCarrier(post))).toBe(1);
  }
  expect(post.carried).toHaveLength(1);
  expect(new Set(post.ids).size).toBe(1);
  expect((await lines())[0]).toMatchObject({ attempts: 4 });
});

test('a message that no key opens is tried again as one that fails, and holds no other up', async () => {
  await put();
  await rooms.asOwner(`update outbox set message = '\\x00'`);
  await put();
  const post = carrier();
  expect(await deliverDue(withCarrier(post))).toBe(2);
  expect(post.carried).toHaveLength(1);
  clock.forward(5 * second);
  expect(await deliverDue(withCarrier(post))).toBe(1);
  expect((await lines()).map(({ sent_at, attempts }) => [sent_at !== null, attempts])).toContainEqual([false, 2]);
});

test('after 72 hours it is given up', async () => {
  await put();
  const post = carrier({ failures: 1_000 });
  const end = clock.now().getTime() + 72 * hour;
  while ((await lines()).some(({ failed_at }) => !failed_at)) {
    await deliverDue(withCarrier(post));
    clock.forward(hour);
  }
  expect(await lines()).toMatchObject([givenUp]);
  expect(clock.now().getTime()).toBeGreaterThan(end - 3 * hour);
  expect(clock.now().getTime()).toBeLessThan(end + 3 * hour);
});

test('a message that came too late to be of use is not sent', async () => {
  await put({ expiresAt: new Date(clock.now().getTime() + 5 * minute) });
  clock.forward(5 * minute);
  const post = carrier();
  await deliverDue(withCarrier(post));
  expect(post.ids).toEqual([]);
  expect(await lines()).toMatchObject([givenUp]);
});

test('a sender that died gives its messages back after a minute', async () => {
  await put();
  await new Promise<void>((taken) => {
    const send = () => {
      taken();
      return new Promise<void>(() => undefined);
    };
    void deliverDue(withCarrier({ close: () => undefined, send }));
  });
  const post = carrier();
  expect(await deliverDue(withCarrier(post))).toBe(0);
  clock.forward(minute);
  expect(await deliverDue(withCarrier(post))).toBe(1);
});

(isServer ? test : test.skip)('eight senders at once send each of a hundred messages once', async () => {
  for (let count = 0; count < 100; count++) await put({ text: String(count) });
  const post = carrier();
  const round = async (): Promise<void> => {
    while ((await deliverDue(withCarrier(post))) > 0);
  };
  await Promise.all(Array.from({ length: 8 }, round));
  expect(new Set(post.carried.map(({ text: said }) => said)).size).toBe(100);
  expect(post.ids).toHaveLength(100);
});

test('the worker sends at once what this process commits, and stops when told', async () => {
  const post = carrier();
  const delivery = startDelivery(withCarrier(post));
  await new Promise((resolve) => setTimeout(resolve, 50));
  await put();
  for (let n = 0; n < 45 && post.carried.length === 0; n += 1) await new Promise((resolve) => setTimeout(resolve, 20)); // it looks by itself each second
  expect(post.carried).toHaveLength(1);
  await delivery.stop();
  await put();
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect(post.carried).toHaveLength(1);
});
