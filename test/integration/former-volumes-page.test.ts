import { after, day, yearsLater } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { closeBy } from '../../src/journal/close-volume.ts';
import { insertWish, listClosings } from '../../src/journal/closing-store.ts';
import { insertDelay, setDelayEnded } from '../../src/journal/delay-store.ts';
import { dropDueVolume } from '../../src/journal/drop-volume.ts';
import type { Sequencer } from '../../src/journal/sequencer.ts';
import { findCheckpointOf } from '../../src/journal/tree-store.ts';
import { operatorAt } from '../support/as-operator.ts';
import { TestClock } from '../support/clock.ts';
import { openHouse } from '../support/house.ts';
import { origin, Sequencing } from '../support/sequencing.ts';
import { supervisingIn } from '../support/supervising.ts';

// What a supervisor reads of the volumes that were closed, from their end to the day their entries are gone.
const clock = new TestClock('2027-01-01T09:00:00.000Z');
const house = await openHouse({ clock });
const { context, world, database, url } = house;
const { db } = context;
const sequencing = new Sequencing({ ...database, needs: context, world, clock });
const supervising = supervisingIn(house);
const page = '/supervision/integrity';

const rows = async (): Promise<string[]> => {
  const who = await supervising.enter('70');
  const { text } = await supervising.open(who, page);
  const [, table = ''] = /<caption>Volumes précédents<\/caption>(.*?)<\/table>/s.exec(text) ?? [];
  return [...table.matchAll(/<tr role="row">(.*?)<\/tr>/gs)].slice(1).map(([row]) => row);
};
const wordsOf = (row = '') => row.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const start = (facts = {}): Sequencer => sequencing.start({ ...closeBy(context, { rule: 'command', patience: 200 }), ...facts });

async function close(sequencer: Sequencer): Promise<void> {
  const volume = (await listClosings(db)).length;
  await sequencing.write(3);
  await sequencing.until(async () => (await findCheckpointOf(db, volume)) !== null);
  await insertWish(db, { volume, at: clock.now() });
  await sequencing.until(async () => (await listClosings(db)).length > volume);
  await sequencing.settled(sequencer);
}

test('while heads are late, supervisors and operators read it where they begin to look', async () => {
  const [who, operator] = [await supervising.enter('70'), await operatorAt(house)];
  const told = async () =>
    [await supervising.open(who, page), await operator.open('/operator')].map(({ text }) =>
      text.includes('Le sceau du journal est en retard'),
    );
  expect(await told()).toEqual([false, false]);
  const since = clock.now();
  await atomically(context, (work) => insertDelay(work.tx, { since, at: work.at }));
  expect(await told()).toEqual([true, true]);
  await atomically(context, (work) => setDelayEnded(work.tx, { since, at: work.at }));
  expect(await told()).toEqual([false, false]);
});

test('where none was closed the page says so', async () => {
  const who = await supervising.enter('70');
  expect((await supervising.open(who, page)).text).toContain('Aucun volume précédent');
});

test('each is there with its origin, its end, its cosignatures, where to read it, and the term before which it is not dropped', async () => {
  const cosign = ({ note }: { note: string }) => Promise.resolve({ note, cosignatures: 2 });
  await close(start({ cosign }));
  await sequencing.stop();
  clock.set(yearsLater(clock.now(), 1));
  await close(start());
  await sequencing.stop();
  const [second, first, ...more] = await rows();
  const [closing] = await listClosings(db);
  expect(more).toEqual([]);
  expect(wordsOf(first)).toMatch(new RegExp(`${origin} .*1er janvier 2027.* ${String(closing?.size)} .*2 contresignatures`));
  expect(wordsOf(first)).toMatch(/au moins jusqu’au 1er janvier 2032/);
  expect(wordsOf(second)).toMatch(
    /journal\.procura\.test\/2027 .*1er janvier 2028.*sans contresignature.*au moins jusqu’au 1er janvier 2033/,
  );
  const links = [...(first ?? '').matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href);
  expect(links).toEqual(['/volumes/1/checkpoint', expect.stringMatching(/^\/volumes\/1\/tile\/0\/000/)]);
  const note = await fetch(url + (links[0] ?? ''));
  expect(await note.text()).toBe((await findCheckpointOf(db, 0))?.note);
  expect((await fetch(url + (links[1] ?? ''))).status).toBe(200);
});

test('an end that is not published is not told as one', async () => {
  const sequencer = start();
  await sequencing.settled(sequencer);
  await sequencing.stop();
  start({ cosign: () => Promise.resolve(null) });
  await insertWish(db, { volume: 2, at: clock.now() });
  await sequencing.until(async () => (await listClosings(db)).length > 2);
  expect(wordsOf((await rows())[0])).toContain('pas encore publié');
  await sequencing.stop();
});

test('after the term it says why it is kept still, and once it is dropped, when; its end is read as before, its tiles are not', async () => {
  clock.set(after(yearsLater(clock.now(), 6), day));
  expect(wordsOf((await rows()).at(-1))).toContain('terme passé le 1er janvier 2032');
  await database.asOwner('update journal.entry_index set person_id = null'); // as forgetting them does
  await atomically(context, (work) => dropDueVolume(work, { horizon: yearsLater(work.at, -5), cosignaturesNeeded: 0 }));
  const first = (await rows()).at(-1) ?? '';
  expect(wordsOf(first)).toMatch(/2 contresignatures .*inscriptions supprimées le 2 janvier 2034/);
  expect([...first.matchAll(/href="([^"]+)"/g)].map(([, href]) => href)).toEqual(['/volumes/1/checkpoint']);
});
