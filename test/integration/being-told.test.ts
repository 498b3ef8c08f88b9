import { after, day, hour, minute } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { formatInstant } from '../../src/http/dates.ts';
import { erasePrincipal } from '../../src/mandates/erase-principal.ts';
import { remindOfEnds } from '../../src/mandates/remind-of-end.ts';
import { tellDigests } from '../../src/mandates/tell-digests.ts';
import { openRooms } from '../support/rooms.ts';
import { publicUrl, tellingIn } from '../support/telling.ts';

const rooms = await openRooms();
const { needs, clock } = rooms;
const told = { ...needs, publicUrl };
const { messages, given, choose, use, subjects } = tellingIn(rooms);

test('a use is told at once, with the way to one’s own space and without the procedure', async () => {
  const one = await given('month');
  await use(one);
  const [message, ...others] = await messages();
  expect(others).toEqual([]);
  expect(message).toMatchObject({ to: one.address, subject: 'Votre mandat a été utilisé' });
  expect(message?.text).toContain(`${publicUrl}/me`);
  expect(message?.text).not.toMatch(/papiers/i);
});

test('who chose a day’s digest hears of its uses once, with their number and their dates', async () => {
  const one = await given('month');
  await choose(one.person, 'email', 'daily');
  const first = clock.now();
  for (let uses = 0; uses < 3; uses++) {
    await use(one);
    clock.forward(5 * hour);
  }
  await tellDigests(told);
  expect(await subjects()).toEqual([]);
  clock.forward(10 * hour);
  expect(await tellDigests(told)).toBe(1);
  expect(await tellDigests(told)).toBe(0);
  const [message, ...others] = await messages();
  expect(others).toEqual([]);
  const period = `entre le ${formatInstant(first, 'fr')} et le ${formatInstant(after(first, 10 * hour), 'fr')}`;
  expect(message?.text).toContain(`a utilisé votre mandat 3 fois, ${period}.`);
});

test('a week’s digest waits a week; what begins or ends is said at once all the same', async () => {
  const one = await given('year');
  await choose(one.person, 'email', 'weekly');
  await use(one);
  clock.forward(7 * day - minute);
  await tellDigests(told);
  expect(await subjects()).toEqual([]);
  clock.forward(minute);
  await tellDigests(told);
  expect(await subjects()).toEqual([`${one.address}: Ce qui a été fait avec vos mandats`]);
});

test('several instances at once send one digest', async () => {
  const one = await given('year');
  await choose(one.person, 'email', 'daily');
  await use(one);
  clock.forward(day);
  const sent = await Promise.all(Array.from({ length: 4 }, () => tellDigests(told)));
  expect(sent.reduce((sum, one) => sum + one, 0)).toBe(1);
  expect(await subjects()).toHaveLength(1);
});

test('who chose nothing is told nothing; who has no address neither, and everything else goes on', async () => {
  const one = await given('day');
  await choose(one.person, 'none');
  await use(one);
  clock.set(one.mandate.expiresAt);
  await remindOfEnds(told);
  expect(await subjects()).toEqual([]);
});

test('what was gathered for somebody goes with them', async () => {
  const one = await given('day');
  await choose(one.person, 'email', 'weekly');
  await use(one);
  clock.forward(2 * day);
  await atomically(needs, (work) => erasePrincipal(work, { personId: one.person.id, reason: 'person_asked' }));
  clock.forward(7 * day);
  expect(await tellDigests(told)).toBe(0);
  const { rows } = await rooms.asOwner(
    `select 1 from contacts where person_id = '${one.person.id}' union all select 1 from preferences where person_id = '${one.person.id}'
     union all select 1 from news where person_id = '${one.person.id}'`,
  );
  expect(rows).toEqual([]);
});
