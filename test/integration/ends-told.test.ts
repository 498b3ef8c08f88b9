import { day, minute } from '../../src/clock.ts';
import { remindOfEnds } from '../../src/mandates/remind-of-end.ts';
import { actsIn } from '../support/acts.ts';
import { openRooms } from '../support/rooms.ts';
import { publicUrl, tellingIn } from '../support/telling.ts';
import { josephine } from '../support/world.ts';

const rooms = await openRooms();
const { needs, clock, world } = rooms;
const told = { ...needs, publicUrl };
const { revoke } = actsIn(rooms);
const { messages, given, subjects } = tellingIn(rooms);

beforeEach(() => {
  clock.forward(800 * day); // what other tests left has ended long ago
});

test('a person is told seven days before the end, once, and at the end, once, however many instances look', async () => {
  const one = await given('month');
  clock.set(new Date(one.mandate.expiresAt.getTime() - 7 * day - minute));
  await remindOfEnds(told);
  expect(await subjects()).toEqual([]);
  clock.forward(2 * minute);
  await Promise.all(Array.from({ length: 4 }, () => remindOfEnds(told)));
  await remindOfEnds(told);
  expect(await subjects()).toEqual([`${one.address}: Votre mandat finit bientôt`]);
  clock.set(one.mandate.expiresAt);
  await Promise.all(Array.from({ length: 4 }, () => remindOfEnds(told)));
  expect(await subjects()).toEqual([`${one.address}: Votre mandat est arrivé à sa fin`]);
});

test('a mandate of one day is not announced to end, it ends', async () => {
  const one = await given('day');
  await remindOfEnds(told);
  expect(await subjects()).toEqual([]);
  clock.set(one.mandate.expiresAt);
  await remindOfEnds(told);
  expect(await subjects()).toEqual([`${one.address}: Votre mandat est arrivé à sa fin`]);
});

test('of what was ended before, replaced, or ended long ago, no end is told', async () => {
  const [ended, replaced] = [await given('month'), await given('month')];
  await revoke(ended.mandate, ended.helper);
  const identity = { ...josephine, givenName: replaced.person.identity.givenName, email: replaced.address };
  await world.mandate({ helper: replaced.helper, duration: 'year', identity });
  await messages();
  clock.set(ended.mandate.expiresAt);
  await remindOfEnds(told);
  expect(await subjects()).toEqual([]);
  const old = await given('day');
  clock.set(new Date(old.mandate.expiresAt.getTime() + 4 * day));
  await remindOfEnds(told);
  expect(await subjects()).toEqual([]);
});

test('many ends in one round are all told', async () => {
  const helper = await world.helper();
  for (let mandates = 0; mandates < 5; mandates++) await given('day', helper);
  clock.forward(day);
  expect(await remindOfEnds(told)).toBe(5);
  expect(await subjects()).toHaveLength(5);
});
