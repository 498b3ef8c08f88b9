import { day } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import type { CaseActor } from '../../src/cases/case.ts';
import { listCasesOfOrganisation, listCasesOfPerson, listCasesWithin } from '../../src/cases/list-store.ts';
import { openInquiry } from '../../src/cases/open-inquiry.ts';
import { viewCase } from '../../src/cases/view-case.ts';
import { whatWaits } from '../../src/supervision/what-waits.ts';
import type { Helper } from '../../src/organisations/helper.ts';
import { casesIn } from '../support/cases.ts';
import { takeMessages } from '../support/confirming.ts';
import { openRooms } from '../support/rooms.ts';

const rooms = await openRooms();
const { needs, clock } = rooms;
const { arrive, open, act } = casesIn(rooms);
const view = (caseId: string, actor: CaseActor) => atomically(needs, (work) => viewCase(work, { caseId, actor }));

async function eventsOf(personId: string): Promise<string[]> {
  const { rows } = await needs.db.raw<{ rows: { event: string }[] }>(
    'select event from journal.entry_index where person_id = ? order by entry_id',
    [personId],
  );
  return rows.map(({ event }) => event);
}

test('the person contests, the manager answers, the person accepts: closed, each step told and recorded', async () => {
  const scene = await arrive();
  await takeMessages(needs);
  const one = await open(scene);
  expect(one).toMatchObject({ state: 'with_manager', dueAt: new Date(clock.now().getTime() + 14 * day) });
  expect((await act(one, scene.manager, 'answer')).state).toBe('answered');
  expect((await act(one, scene.contester, 'accept', null)).state).toBe('closed');
  const told = await takeMessages(needs);
  expect(told.filter(({ subject }) => subject === 'Votre contestation')).toHaveLength(3);
  expect(told).toHaveLength(4);
  expect(told.map(({ text }) => text).join(' ')).not.toMatch(/papiers|Je n’étais pas là|Voici/i);
  expect((await eventsOf(scene.person.id)).slice(-3)).toEqual(['case_opened', 'case_answered', 'case_accepted']);
  const { steps, moves } = await view(one.id, scene.contester);
  expect(steps.map(({ act: what, words }) => [what, words])).toEqual([
    ['open', 'Je n’étais pas là ce jour-là.'],
    ['answer', 'Voici ce qui s’est passé.'],
    ['accept', null],
  ]);
  expect(moves).toEqual([]);
});

test('an answer that will not do goes to a supervisor, who may send it back, and concludes', async () => {
  const scene = await arrive();
  const one = await open(scene);
  await act(one, scene.manager, 'answer');
  expect((await act(one, scene.contester, 'appeal')).state).toBe('with_supervisor');
  expect(await act(one, scene.supervisor, 'return')).toMatchObject({ state: 'with_manager', dueAt: expect.any(Date) as Date });
  await act(one, scene.manager, 'answer');
  expect((await act(one, scene.supervisor, 'close')).state).toBe('closed');
});

test('an organisation that does not answer in fourteen days loses its turn', async () => {
  const scene = await arrive();
  const one = await open(scene);
  clock.forward(14 * day - 1_000);
  expect((await view(one.id, scene.contester)).moves).toEqual(['withdraw']);
  clock.forward(1_000);
  expect((await view(one.id, scene.contester)).moves).toEqual(['appeal', 'withdraw']);
  expect((await act(one, scene.contester, 'appeal')).state).toBe('with_supervisor');
});

test('the words are sealed: none of them stands in the database, and staff who reads them leaves a look', async () => {
  const scene = await arrive();
  const one = await open(scene, 'Un mot que personne ne doit lire ailleurs.');
  const { rows } = await needs.db.raw<{ rows: { words: Buffer }[] }>('select words from case_steps where words is not null');
  expect(rows.some(({ words }) => words.includes('personne'))).toBe(false);
  const before = (await eventsOf(scene.person.id)).filter((event) => event === 'personal_data_opened').length;
  expect((await view(one.id, scene.manager)).steps[0]?.words).toContain('Un mot');
  await view(one.id, scene.supervisor);
  await view(one.id, scene.contester);
  expect((await eventsOf(scene.person.id)).filter((event) => event === 'personal_data_opened').length).toBe(before + 2);
});

test('the lists: a person’s own, an organisation’s without names, a supervisor’s territory', async () => {
  const scene = await arrive();
  const one = await open(scene);
  const ids = (lines: readonly { id: string }[]) => lines.map(({ id }) => id);
  expect(ids(await listCasesOfPerson(needs.db, scene.person.id, { limit: 99 }))).toContain(one.id);
  expect(ids(await listCasesOfOrganisation(needs.db, scene.organisation.id, { limit: 9 }))).toEqual([one.id]);
  expect(ids(await listCasesWithin(needs.db, { isClosed: false, territories: ['70'] }, { limit: 99 }))).toContain(one.id);
  expect(ids(await listCasesWithin(needs.db, { isClosed: false, territories: ['*'] }, { limit: 99 }))).toContain(one.id);
  expect(await listCasesWithin(needs.db, { isClosed: false, territories: ['2A'] }, { limit: 99 })).toEqual([]);
});

test('a supervisor’s home counts what waits for them, in their territory, and each line lists as many as it says', async () => {
  const scene = await arrive();
  const watcher: Helper = await rooms.world.helper();
  const watch = (territories: readonly string[], helper = watcher) =>
    whatWaits(needs.db, { helper, territories }).then((lines) => Object.fromEntries(lines.map(({ what, count }) => [what, count])));
  const others = await watch(['*']);
  await rooms.asOwner(`update organisations set territory = '2A' where id = '${scene.organisation.id}'`);
  const about = { useId: scene.use.id };
  await atomically(needs, (work) => openInquiry(work, { origin: 'report', cause: null, about, words: 'À vérifier de près.', by: null }));
  const contest = await open(scene);
  await act(contest, scene.manager, 'answer');
  await act(contest, scene.contester, 'appeal');
  expect(await watch(['2A'])).toEqual({ nobody: 1, appeal: 1 });
  expect(await watch(['2B'])).toEqual({});
  expect(await watch(['*'])).toMatchObject({ nobody: (others['nobody'] ?? 0) + 1, appeal: (others['appeal'] ?? 0) + 1 });
  expect(await watch(['2A'], scene.helper)).toEqual({});
  const island = { role: 'supervisor', helper: watcher, territories: ['2A'] } as const;
  await act(contest, island, 'take', null);
  expect(await watch(['2A'])).toEqual({ mine: 1, nobody: 1, appeal: 1 });
  await act(contest, island, 'propose');
  const second = await rooms.world.helper();
  expect([await watch(['2A']), await watch(['2A'], second)]).toEqual([
    { mine: 1, nobody: 1 },
    { second: 1, nobody: 1 },
  ]);
  const waiting = { for: 'second', me: second.id } as const;
  const listed = await listCasesWithin(needs.db, { territories: ['2A'], isClosed: false, waiting }, { limit: 9 });
  expect(listed.map(({ id }) => id)).toEqual([contest.id]);
});
