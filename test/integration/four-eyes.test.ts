import { randomUUID } from 'node:crypto';
import { atomically } from '../../src/db/database.ts';
import type { Case, CaseActor } from '../../src/cases/case.ts';
import { openInquiry } from '../../src/cases/open-inquiry.ts';
import { refusedWith } from '../support/acts.ts';
import { appointSupervisor } from '../support/appointed.ts';
import { casesIn, type Scene } from '../support/cases.ts';
import { openRooms } from '../support/rooms.ts';

const rooms = await openRooms();
const { needs } = rooms;
const { arrive, act } = casesIn(rooms);

async function arriveWithCase(): Promise<{ scene: Scene; one: Case; second: CaseActor }> {
  const scene = await arrive();
  const about = { useId: scene.use.id };
  const inquiry = { origin: 'report', cause: null, about, words: 'Quelqu’un nous a écrit.', by: null } as const;
  const one = await atomically(needs, (work) => openInquiry(work, inquiry));
  if (!one) throw new Error('open already');
  const { territory } = scene.organisation;
  return { scene, one, second: { role: 'supervisor', helper: await appointSupervisor(needs, territory), territories: [territory] } };
}

test('a grave conclusion waits for a second supervisor, who confirms it or says why not', async () => {
  const { scene, one, second } = await arriveWithCase();
  expect(await act(one, scene.supervisor, 'propose')).toMatchObject({ state: 'awaiting_second', outcome: 'suspension_asked' });
  expect(await act(one, second, 'decline')).toMatchObject({ state: 'with_supervisor', outcome: null, concludedBy: null });
  await act(one, scene.supervisor, 'propose');
  expect(await act(one, second, 'confirm', null)).toMatchObject({ state: 'closed', outcome: 'suspension_asked' });
});

test('whoever proposed a grave conclusion does not confirm it; they may take it back', async () => {
  const { scene, one } = await arriveWithCase();
  await act(one, scene.supervisor, 'propose');
  await expect(act(one, scene.supervisor, 'confirm', null)).rejects.toEqual(refusedWith('case_needs_another_supervisor'));
  expect((await act(one, scene.supervisor, 'decline')).state).toBe('with_supervisor');
});

test('a grave conclusion is not slipped through as a light one, nor the other way round', async () => {
  const { scene, one } = await arriveWithCase();
  await expect(act(one, scene.supervisor, 'close', { outcome: 'reported' })).rejects.toEqual(refusedWith('case_needs_another_supervisor'));
  await expect(act(one, scene.supervisor, 'propose', { outcome: 'advice' })).rejects.toEqual(refusedWith('case_needs_another_supervisor'));
});

test('a case that somebody has is concluded by nobody else, until it is taken over or handed on', async () => {
  const { scene, one, second } = await arriveWithCase();
  expect(await act(one, scene.supervisor, 'take', null)).toMatchObject({ assignedTo: idOf(scene.supervisor) });
  await expect(act(one, second, 'close')).rejects.toEqual(refusedWith('case_assigned_to_another'));
  const handed = await act(one, scene.supervisor, 'assign', { words: null, assignee: idOf(second) });
  expect(handed.assignedTo).toBe(idOf(second));
  expect((await act(one, second, 'close')).state).toBe('closed');
});

test('a case is handed only to a supervisor who can open it, and never to nobody', async () => {
  const { scene, one } = await arriveWithCase();
  const away = await appointSupervisor(needs, '2A');
  for (const assignee of [away.id, scene.helper.id, randomUUID()])
    await expect(act(one, scene.supervisor, 'assign', { words: null, assignee })).rejects.toEqual(refusedWith('case_unknown'));
  await expect(act(one, scene.supervisor, 'assign', null)).rejects.toEqual(refusedWith('input_malformed'));
});

test.each([
  ['the same supervisor twice', { state: 'awaiting_second', outcome: 'reported', both: true }],
  ['a grave end that nobody confirmed', { state: 'closed', outcome: 'reported', both: false }],
])('the table itself refuses %s', async (_what, { state, outcome, both }) => {
  const { scene, one } = await arriveWithCase();
  const by = idOf(scene.supervisor);
  const change = { state, outcome, concluded_by: by, confirmed_by: both ? by : null, closed_at: state === 'closed' ? new Date() : null };
  await expect(needs.db('cases').where('id', one.id).update(change)).rejects.toMatchObject({ code: '23514' });
});

test('the table itself refuses that who concluded judges the appeal', async () => {
  const { scene, one } = await arriveWithCase();
  const by = idOf(scene.supervisor);
  const change = { concluded_by: by, first_concluded_by: by };
  await expect(needs.db('cases').where('id', one.id).update(change)).rejects.toMatchObject({
    constraint: 'cases_second_look_is_anothers',
  });
});

test('of two who confirm at once, one does', async () => {
  const { scene, one, second } = await arriveWithCase();
  await act(one, scene.supervisor, 'propose');
  const results = await Promise.allSettled([act(one, second, 'confirm', null), act(one, second, 'confirm', null)]);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

function idOf(actor: CaseActor): string {
  return actor.role === 'person' ? actor.person.id : actor.helper.id;
}
