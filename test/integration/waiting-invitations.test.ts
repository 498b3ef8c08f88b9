import { minute } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { invitePeople } from '../../src/management/invite-people.ts';
import { browserOf } from '../support/as-operator.ts';
import { TestClock } from '../support/clock.ts';
import { openHouse } from '../support/house.ts';
import { aTeam, managingAs } from '../support/managing.ts';

const clock = new TestClock();
const house = await openHouse({ clock });
const { manager } = await aTeam(house.world);
const other = await aTeam(house.world);

const invite = (by: typeof manager, numbers: readonly number[]) =>
  atomically(house.context, (work) =>
    invitePeople(work, {
      managing: managingAs(by),
      people: numbers.map((number) => ({
        ...{ email: `nadia${String(number)}@ccas.example`, givenName: 'Nadia', familyName: `BELKACEM_${String(number)}`, role: 'helper' },
      })),
    }),
  );
for (const start of [0, 45, 90]) {
  await invite(
    manager,
    Array.from({ length: 45 }, (_, index) => start + index),
  );
  clock.forward(minute);
}
await invite(other.manager, [999]);

const browser = await browserOf(house, manager);
/** Whom a page shows, and where its next and previous pages of invitations are. */
async function shown(query: string) {
  const { text } = await browser.open(`${house.url}/manager/helpers${query}`);
  const link = (rel: string) =>
    new RegExp(`rel="${rel}" href="/manager/helpers([^"]*waiting=[^"]*)"`).exec(text)?.[1]?.replaceAll('&amp;', '&');
  const numbers = [...new Set([...text.matchAll(/nadia(\d+)@/g)].map(([, number]) => Number(number)))];
  return { numbers, next: link('next'), previous: link('prev') };
}

test('every invitation that waits is on a page, once, the latest first', async () => {
  const found: number[] = [];
  for (let query: string | undefined = ''; query !== undefined; query = (await shown(query)).next)
    found.push(...(await shown(query)).numbers);
  expect(found).toHaveLength(135);
  expect(found.slice(0, 45).every((number) => number >= 90)).toBe(true);
  expect(found.toSorted((one, two) => one - two)).toEqual(Array.from({ length: 135 }, (_, index) => index));
  expect((await shown('?waiting=2')).previous).toBe('?waiting=1');
});

test('the search of helpers finds whom one waits for, of one’s own organisation, and takes no sign for a pattern', async () => {
  expect((await shown('?q=belkacem_7+NADIA')).numbers.toSorted()).toEqual([7, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79]);
  expect((await shown('?q=nadia3%40ccas')).numbers).toEqual([3]);
  expect((await shown('?q=belkacem%25_7')).numbers).toEqual([]);
  expect((await shown('?q=nadia999')).numbers).toEqual([]);
  expect((await shown('?q=belkacem')).next).toBe('?q=belkacem&waiting=2');
});

test('an invitation taken back leads to the page and the search it was taken from; of a page with one line, to the one before', async () => {
  const takeBack = async (query: string) => {
    const page = await browser.open(`${house.url}/manager/helpers${query}`);
    const [, action = ''] = /action="([^"]*\/cancellation)"/.exec(page.text) ?? [];
    return (await browser.submit(page, action)).url.slice(house.url.length);
  };
  expect(await takeBack('?waiting=3')).toBe('/manager/helpers?waiting=3');
  expect(await takeBack('?q=belkacem&waiting=2')).toBe('/manager/helpers?q=belkacem&waiting=2');
  await invite(manager, [200, 201, 202, 203, 204, 205, 206, 207, 208, 209, 210, 211, 212, 213, 214, 215, 216, 217]); // 151: one on the seventh page
  expect((await shown('?waiting=7')).numbers).toHaveLength(1);
  await takeBack('?waiting=7');
  expect(await shown('?waiting=7')).toEqual(await shown('?waiting=6'));
  expect((await shown('?waiting=7')).numbers).toHaveLength(25);
  expect(await shown('?waiting=500')).toEqual(await shown(''));
  const { url, text } = await browser.open(`${house.url}/manager/helpers?waiting=2`);
  const [, action = ''] = /action="([^"]*\/cancellation)"/.exec(text) ?? [];
  const [, csrf = ''] = /name="_csrf" value="([^"]+)"/.exec(text) ?? [];
  for (const from of ['https://elsewhere.example/manager/mandates?page=2', `${house.url}//elsewhere.example`, undefined])
    expect((await browser.request(new URL(action, url), { _csrf: csrf }, from)).location).toBe(`${house.url}/manager/helpers`);
});
