import { day, yearsLater } from '../../src/clock.ts';
import { endRetention } from '../../src/own-space/end-retention.ts';
import { horizonAt } from '../../src/own-space/retention.ts';
import { countRetentions, findRetention } from '../../src/own-space/retention-store.ts';
import { listEntries } from '../../src/journal/store.ts';
import { findPerson } from '../../src/people/store.ts';
import { actsIn } from '../support/acts.ts';
import { casesIn } from '../support/cases.ts';
import { openRooms } from '../support/rooms.ts';
import { josephine } from '../support/world.ts';

const rooms = await openRooms();
const { needs, clock, world } = rooms;
const cases = casesIn(rooms);
const acts = actsIn(rooms);
const helper = await world.helper();
const retained = { ...needs, retentionYears: 5 };
let people = 0;

/** Somebody with a mandate of a day. */
const someone = () => {
  const identity = { ...josephine, familyName: `GARDE${'ABCDEFGHIJ'.charAt(people++)}`, email: `garde${String(people)}@example.fr` };
  return world.mandate({ helper, identity, duration: 'day' });
};
const run = async (): Promise<number> => {
  let erased = 0;
  for await (const more of endRetention(retained, { batch: 2 })) erased += more;
  return erased;
};
const isThere = async (personId: string) => (await findPerson(needs.db, needs.vault, personId)) !== undefined;
const counts = async () =>
  Object.fromEntries((await countRetentions(needs.db, horizonAt(clock.now(), 5))).map(({ retention, count }) => [retention, count]));

const scene = await cases.arrive();
await cases.open(scene);
const [old, ended, again, third] = [await someone(), await someone(), await someone(), await someone()];
await acts.revoke(ended, helper);
const lapses = old.expiresAt;

test('until five years after the last mandate’s end, to the millisecond, nobody is erased', async () => {
  clock.set(new Date(yearsLater(lapses, 5).getTime() - 1));
  await world.mandate({ helper, identity: { ...josephine, familyName: 'GARDEC', email: 'garde3@example.fr' } });
  expect(await counts()).toMatchObject({ kept_by_law: 2, due: 1, case_open: 1, mandate_in_force: 1 });
  expect((await findRetention(needs.db, ended.personId, horizonAt(clock.now(), 5)))?.retention).toBe('due'); // it ended a day earlier
});

test('a dry run changes nothing', async () => {
  const before = await counts();
  expect(await counts()).toEqual(before);
  expect(await isThere(ended.personId)).toBe(true);
});

test('then their key is destroyed, one entry each; an open case and a later mandate keep somebody', async () => {
  clock.set(yearsLater(lapses, 5));
  expect(await run()).toBe(3);
  for (const { personId } of [old, ended, third]) expect(await isThere(personId)).toBe(false);
  for (const personId of [again.personId, scene.person.id]) expect(await isThere(personId)).toBe(true);
  const { rows } = await rooms.asOwner<{ n: number }>("select count(*)::int as n from journal.entries where event = 'subject_erased'");
  expect(rows).toEqual([{ n: 3 }]);
  expect(await listEntries(needs.db, { personId: old.personId }, { limit: 1 })).toEqual([]);
});

test('run again, it finds nobody: it resumes where it was', async () => {
  expect(await run()).toBe(0);
  clock.forward(day);
  expect(await counts()).not.toHaveProperty('due');
});

test('two runs at once erase each person once', async () => {
  const more = [await someone(), await someone(), await someone()];
  clock.set(yearsLater(new Date(clock.now().getTime() + 2 * day), 5));
  const erased = await Promise.all([run(), run()]);
  expect(erased[0] + erased[1]).toBe(more.length);
}, 60_000);

test('a 29 February is followed by 1 March', () => {
  expect(yearsLater(new Date('2028-02-29T10:00:00Z'), 1).toISOString()).toBe('2029-03-01T10:00:00.000Z');
});
