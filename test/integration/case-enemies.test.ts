import { randomUUID } from 'node:crypto';
import { atomically } from '../../src/db/database.ts';
import type { Case, CaseActor } from '../../src/cases/case.ts';
import { type CaseAct, caseStates } from '../../src/cases/case-states.ts';
import { viewCase } from '../../src/cases/view-case.ts';
import { refusedWith } from '../support/acts.ts';
import { casesIn } from '../support/cases.ts';
import { openRooms } from '../support/rooms.ts';
import { josephine } from '../support/world.ts';

const rooms = await openRooms();
const { needs, world } = rooms;
const { arrive, open, act, asManager } = casesIn(rooms);
const view = (one: Pick<Case, 'id'>, actor: CaseActor) => atomically(needs, (work) => viewCase(work, { caseId: one.id, actor }));

test('where the helper concerned is the only manager, the case is a supervisor’s from the start', async () => {
  const scene = await arrive();
  await asManager(scene.helper);
  if (scene.manager.role === 'manager')
    await needs.db('memberships').where('helper_id', scene.manager.helper.id).update({ role: 'helper' });
  const one = await open(scene);
  expect(one).toMatchObject({ state: 'with_supervisor', dueAt: null });
});

test('somebody else’s use does not exist for a person; neither does one that nobody ever made', async () => {
  const scene = await arrive();
  const other = { ...(await arrive()), ...(await stranger()) };
  await expect(open({ use: scene.use, person: other.person })).rejects.toEqual(refusedWith('use_unknown'));
  await expect(open({ use: { ...scene.use, id: randomUUID() }, person: scene.person })).rejects.toEqual(refusedWith('use_unknown'));
});

test('a case out of reach does not exist: to another person, another organisation’s manager, a supervisor from elsewhere', async () => {
  const scene = await arrive();
  const one = await open(scene);
  const elsewhere = (await arrive()).manager;
  const { person } = await stranger();
  const away: CaseActor = { role: 'supervisor', helper: scene.helper, territories: ['2A'] };
  for (const actor of [{ role: 'person', person } as const, elsewhere, away]) {
    await expect(view(one, actor)).rejects.toEqual(refusedWith('case_unknown'));
    await expect(act(one, actor, 'withdraw')).rejects.toEqual(refusedWith('case_unknown'));
  }
  await expect(view({ id: randomUUID() }, scene.contester)).rejects.toEqual(refusedWith('case_unknown'));
});

async function stranger() {
  const helper = await world.helper();
  const identity = { ...josephine, givenName: 'Karim', familyName: 'BENALI' };
  const mandate = await world.mandate({ helper, identity });
  const { findPerson } = await import('../../src/people/store.ts');
  const person = await findPerson(needs.db, needs.vault, mandate.personId);
  if (!person) throw new Error('nobody');
  return { person };
}

const all: readonly CaseAct[] = [
  ...(['answer', 'accept', 'appeal', 'withdraw', 'take', 'assign', 'return', 'close'] as const),
  ...(['propose', 'confirm', 'decline', 'challenge', 'object'] as const),
];

const states = Object.keys(caseStates) as (keyof typeof caseStates)[]; // the states are its keys

test.each(states)('in the state %s, each does what is theirs and nothing else', async (state) => {
  const scene = await arrive();
  const one = await reach(scene, state);
  for (const move of all) {
    const allowed = caseStates[state][move];
    for (const role of ['contester', 'manager', 'supervisor'] as const) {
      const actor = scene[role];
      if (allowed?.by === actor.role) continue;
      await expect(act(one, actor, move)).rejects.toEqual(refusedWith(allowed ? 'case_for_another' : 'case_in_another_state'));
    }
  }
  expect((await view(one, scene.contester)).one.state).toBe(state);
});

test.each(states)(
  'in the state %s, the helper concerned can neither read nor do anything, as a manager nor as a supervisor',
  async (state) => {
    const scene = await arrive();
    const one = await reach(scene, state);
    const asSupervisor: CaseActor = { role: 'supervisor', helper: scene.helper, territories: ['*'] };
    for (const actor of [await asManager(scene.helper), asSupervisor]) {
      await expect(view(one, actor)).rejects.toEqual(refusedWith('case_about_oneself'));
      for (const move of all) await expect(act(one, actor, move)).rejects.toEqual(refusedWith('case_about_oneself'));
    }
    expect((await view(one, scene.contester)).one.state).toBe(state);
  },
);

async function reach(scene: Awaited<ReturnType<typeof arrive>>, state: keyof typeof caseStates): Promise<Case> {
  const one = await open(scene);
  if (state === 'with_manager') return one;
  if (state === 'with_supervisor') return act(one, scene.supervisor, 'take', null);
  const answered = await act(one, scene.manager, 'answer');
  if (state === 'awaiting_second') return act(one, scene.supervisor, 'propose');
  if (state === 'challenged') {
    await act(one, scene.supervisor, 'close');
    return act(one, scene.contester, 'challenge');
  }
  return state === 'answered' ? answered : act(one, scene.contester, 'accept', null);
}

test('an organisation with time left is not taken its turn by the person', async () => {
  const scene = await arrive();
  await expect(act(await open(scene), scene.contester, 'appeal')).rejects.toEqual(refusedWith('case_not_late'));
});

test('an answer without words is none', async () => {
  const scene = await arrive();
  await expect(act(await open(scene), scene.manager, 'answer', null)).rejects.toEqual(refusedWith('input_malformed'));
});

test('of two who act at once, one does', async () => {
  const scene = await arrive();
  const one = await open(scene);
  const results = await Promise.allSettled([act(one, scene.manager, 'answer'), act(one, scene.contester, 'withdraw', null)]);
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
  expect(refused).toEqual([refusedWith('case_in_another_state')]);
  const isAnswered = results[0].status === 'fulfilled';
  expect((await view(one, scene.contester)).one.state).toBe(isAnswered ? 'answered' : 'closed');
});
