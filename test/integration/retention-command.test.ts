import { after, day, yearsLater } from '../../src/clock.ts';
import { findPerson } from '../../src/people/store.ts';
import { openRooms } from '../support/rooms.ts';
import { environmentOf, said } from '../support/terminal.ts';
import { josephine } from '../support/world.ts';

// The command has a process's own view of the time and of the database: what it finds lies years behind.
const rooms = await openRooms();
const { needs, clock, world } = rooms;
const before = { ...process.env };
const onServer = 'url' in rooms.source ? test : test.skip;
const now = new Date();

beforeAll(() => Object.assign(process.env, environmentOf(rooms)));
afterAll(() => {
  process.env = before;
});

const personOf = async (ago: number, familyName: string) => {
  clock.set(after(yearsLater(now, -ago), -2 * day));
  return (await world.mandate({ helper: await world.helper(), identity: { ...josephine, familyName }, duration: 'day' })).personId;
};
const isThere = async (id: string) => (await findPerson(needs.db, needs.vault, id)) !== undefined;

onServer(
  'a dry run says how many there are of each and changes nothing; the run forgets those it counted, as the years that are set say',
  async () => {
    const [old, late] = [await personOf(6, 'LONGTEMPS'), await personOf(3, 'NAGUÈRE')];
    const countOf = async (years: string) => {
      process.env['RETENTION_YEARS'] = years;
      const { code, text } = await said('retention', 'run', '--dry-run');
      return [code, ...['kept: their last', 'need not'].map((words) => Number(new RegExp(`(\\d+) +${words}`).exec(text)?.[1] ?? 0))];
    };
    expect([await countOf('10'), await countOf('2'), await countOf('5')]).toEqual([
      [0, 2, 0],
      [0, 0, 2],
      [0, 1, 1],
    ]);
    expect([await isThere(old), await isThere(late)]).toEqual([true, true]);
    expect(await said('retention', 'run')).toMatchObject({ code: 0, text: expect.stringContaining('1 people forgotten.') });
    expect([await isThere(old), await isThere(late)]).toEqual([false, true]);
    expect(await countOf('5')).toEqual([0, 1, 0]);
  },
  60_000,
);
