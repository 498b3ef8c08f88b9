import { atomically } from '../../src/db/database.ts';
import { actOnCase } from '../../src/cases/act-on-case.ts';
import type { Case, CaseActor } from '../../src/cases/case.ts';
import { openCase } from '../../src/cases/open-case.ts';
import { viewCase } from '../../src/cases/view-case.ts';
import { readEntries } from '../../src/journal/read-entries.ts';
import { refusedWith } from '../support/acts.ts';
import { casesIn } from '../support/cases.ts';
import { openRooms } from '../support/rooms.ts';

const rooms = await openRooms();
const { needs } = rooms;
const { arrive, open, act } = casesIn(rooms);
const view = (one: Pick<Case, 'id'>, actor: CaseActor) => atomically(needs, (work) => viewCase(work, { caseId: one.id, actor }));
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('a use is contested once at a time; once closed, it may be again', async () => {
  const scene = await arrive();
  const one = await open(scene);
  await expect(open(scene)).resolves.toMatchObject({ id: one.id });
  expect((await view(one, scene.contester)).steps).toHaveLength(1);
  await act(one, scene.contester, 'withdraw', null);
  await expect(open(scene)).resolves.toMatchObject({ state: 'with_manager' });
});

test('what is said otherwise the second time is added to the case that is open, once, and recorded', async () => {
  const scene = await arrive();
  const one = await act(await open(scene), scene.manager, 'answer');
  for (const words of ['Et personne ne m’a appelée.', 'Et personne ne m’a appelée.', 'Je n’étais pas là ce jour-là.'])
    await expect(open(scene, words)).resolves.toMatchObject({ id: one.id, state: 'answered' });
  const said = (await view(one, scene.manager)).steps.map(({ act: what, actor, words }) => [what, actor, words]);
  expect(said).toEqual([
    ['open', 'person', 'Je n’étais pas là ce jour-là.'],
    ['answer', 'manager', 'Voici ce qui s’est passé.'],
    ['add', 'person', 'Et personne ne m’a appelée.'],
  ]);
  const entries = await readEntries(needs, { personId: scene.person.id }, { limit: 50, before: null });
  const ofCase = entries.filter(({ fields }) => fields['case'] === one.id);
  expect(ofCase.map(({ event, useId }) => [event, useId])).toEqual([
    ['case_words_added', scene.use.id],
    ['case_answered', scene.use.id],
    ['case_opened', scene.use.id],
  ]);
  expect(JSON.stringify(ofCase)).not.toContain('appelée');
});

(rooms.isServer ? test : test.skip).each([
  ['other words', 'Et personne ne m’a appelée.', ['Je n’étais pas là ce jour-là.', 'Et personne ne m’a appelée.']],
  ['the same', 'Je n’étais pas là ce jour-là.', ['Je n’étais pas là ce jour-là.']],
])('contested twice at the same moment, with %s: one case, and no word is lost', async (_, words, said) => {
  const scene = await arrive();
  const contest = { useId: scene.use.id, person: scene.person, publicUrl: 'https://procura.example' };
  let second: Promise<Case> | undefined;
  const { one } = await atomically(needs, async (work) => {
    const first = await openCase(work, { ...contest, words: 'Je n’étais pas là ce jour-là.' });
    second = open(scene, words); // waits for the first to be over
    await wait(200);
    return first;
  });
  expect(await second).toMatchObject({ id: one.id });
  expect((await view(one, scene.contester)).steps.map(({ words: found }) => found)).toEqual(said);
});

test('ten times, and no more: whoever must read the case can', async () => {
  const scene = await arrive();
  const one = await open(scene);
  for (let more = 1; more <= 10; more += 1) await open(scene, `Et encore ${String(more)}.`);
  await expect(open(scene, 'Et encore 11.')).rejects.toEqual(refusedWith('case_open_already'));
  await expect(open(scene, 'Et encore 10.')).resolves.toMatchObject({ id: one.id });
  expect((await view(one, scene.contester)).steps).toHaveLength(11);
});

async function standsStill(): Promise<boolean> {
  const { rows } = await rooms.asOwner("select from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'");
  return rows.length > 0;
}

(rooms.isServer ? test : test.skip).each([
  ['before whoever opens looks which', 0],
  ['while they wait for it', 700],
])('a case closed at the very moment it is opened again says so, and can be opened after it: %s', async (_, held) => {
  const scene = await arrive();
  const one = await open(scene);
  // whoever opens stands still between finding that one is open and looking which
  await rooms.asOwner(`
    create or replace function stand_still() returns trigger language plpgsql as $$ begin perform pg_sleep(0.5); return null; end $$;
    create or replace trigger stand_still after insert on cases for each statement execute function stand_still()`);
  const again = open(scene, 'Et personne ne m’a appelée.');
  again.catch(() => undefined);
  while (!(await standsStill())) await wait(10);
  await atomically(needs, async (work) => {
    await actOnCase(work, { caseId: one.id, actor: scene.contester, act: 'withdraw', words: null, publicUrl: 'https://procura.example' });
    await wait(held);
  });
  await expect(again).rejects.toEqual(refusedWith('case_open_already'));
  expect((await view(one, scene.contester)).steps.map(({ act: what }) => what)).toEqual(['open', 'withdraw']);
  await expect(open(scene)).resolves.toMatchObject({ state: 'with_manager' });
});
