import { listDirectory } from '../../src/organisations/directory-store.ts';
import { listOrganisations } from '../../src/organisations/oversight-store.ts';
import { openRooms } from '../support/rooms.ts';

const { needs, clock, world } = await openRooms();

/** What the public directory finds, and an operator. */
const found = async (search: string) =>
  (
    await Promise.all([
      listDirectory(needs.db, { at: clock.now(), search, limit: 9 }),
      listOrganisations(needs.db, { search, after: null, limit: 9 }),
    ])
  ).map((list) => list.map(({ name }) => name));

test.each([
  ['Maison de Mons-en-Barœul', 'baroeul', 'barœul'],
  ['CENTRE DU SACRÉ-CŒUR', 'coeur', 'cœur'],
  ['Maison Ælis', 'aelis', 'ælis'],
  ['Maison Groß', 'gross', 'groß'],
  ['Maison Łódź', 'lodz', 'łódź'],
  ['Maison Đặng', 'dang', 'đặng'],
  ['Maison Sørensen', 'sorensen', 'sørensen'],
  ['Maison Þórður', 'thordur', 'þórður'],
  ['Maison Ħal Ŧaŋ', 'hal tan', 'ħal ŧaŋ'],
  ['Maison Diyarbakır', 'diyarbakir', 'diyarbakır'],
  ['Maison Ĳsbrand', 'ijsbrand', 'ĳsbrand'],
  ['Maison Škoda', 'skoda', 'škoda'],
  ['Maison de l’Église', 'eglise', 'église'],
])('%s is found by %s, and as it is written', async (name, typed, asWritten) => {
  await world.organisation({ name });
  for (const search of [typed, asWritten, asWritten.toUpperCase(), asWritten.slice(0, 3)])
    expect([search, await found(search)]).toEqual([search, [expect.arrayContaining([name]), expect.arrayContaining([name])]]);
  expect(await found(`${typed}x`)).toEqual([[], []]);
});
