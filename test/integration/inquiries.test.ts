import { day } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import type { Case, CaseActor } from '../../src/cases/case.ts';
import { listCasesOfOrganisation, listCasesOfPerson, listCasesWithin } from '../../src/cases/list-store.ts';
import { type About, openInquiry } from '../../src/cases/open-inquiry.ts';
import { viewCase } from '../../src/cases/view-case.ts';
import { insertMembership } from '../../src/organisations/store.ts';
import { reportCase } from '../../src/supervision/report-case.ts';
import { listEntries } from '../../src/journal/store.ts';
import { refusedWith } from '../support/acts.ts';
import { appointSupervisor } from '../support/appointed.ts';
import { casesIn, type Scene } from '../support/cases.ts';
import { takeMessages } from '../support/confirming.ts';
import { openRooms } from '../support/rooms.ts';

const rooms = await openRooms();
const { needs, clock } = rooms;
const { arrive, open, act } = casesIn(rooms);
const view = (one: Pick<Case, 'id'>, actor: CaseActor) => atomically(needs, (work) => viewCase(work, { caseId: one.id, actor }));

async function inquire(about: About, origin: 'alert' | 'sample' | 'report' = 'alert'): Promise<Case> {
  const cause = origin === 'alert' ? 'many_persons_in_an_hour' : null;
  const inquiry = { origin, cause, about, words: 'Vingt personnes en une heure.', by: null };
  const opened = await atomically(needs, (work) => openInquiry(work, inquiry));
  if (!opened) throw new Error('open already');
  return opened;
}

async function another(scene: Scene): Promise<CaseActor> {
  const why = { purpose: 'quality_review', reason: 'Un deuxième regard est demandé.', caseReference: 'D-2' } as const;
  return { role: 'supervisor', helper: await appointSupervisor(needs, '70'), territories: [scene.organisation.territory], why };
}

test('a case is opened about a use, a helper or an organisation; the person concerned sees theirs at once, the managers nothing yet', async () => {
  const scene = await arrive();
  const ofUse = await inquire({ useId: scene.use.id });
  expect(ofUse).toMatchObject({ personId: scene.person.id, helperId: scene.helper.id, state: 'with_supervisor', dueAt: null });
  const ofHelper = await inquire({ helperId: scene.helper.id, organisationId: scene.organisation.id }, 'report');
  const ofOrganisation = await inquire({ organisationId: scene.organisation.id }, 'sample');
  const ids = (lines: readonly Case[]) => lines.map(({ id }) => id);
  const seen = await listCasesWithin(needs.db, { isClosed: false, territories: [scene.organisation.territory] }, { limit: 99 });
  expect(ids(seen)).toEqual(expect.arrayContaining([ofUse.id, ofHelper.id, ofOrganisation.id]));
  expect(ids(await listCasesOfPerson(needs.db, scene.person.id, { limit: 99 }))).toContain(ofUse.id);
  expect(await listCasesOfOrganisation(needs.db, scene.organisation.id, { limit: 9 })).toEqual([]);
  await expect(view(ofUse, scene.manager)).rejects.toEqual(refusedWith('case_unknown'));
  expect((await view(ofUse, scene.contester)).steps[0]).toMatchObject({ act: 'open', actor: 'service' });
});

test('what managers and the helper concerned read of the journal does not tell of an inquiry they were not asked about', async () => {
  const scene = await arrive();
  await inquire({ useId: scene.use.id });
  await inquire({ helperId: scene.helper.id, organisationId: scene.organisation.id });
  const read = [
    ...(await listEntries(needs.db, { organisationId: scene.organisation.id }, { limit: 100 })),
    ...(await listEntries(needs.db, { helperId: scene.helper.id }, { limit: 100 })),
  ];
  expect(read.map(({ event }) => event)).not.toContain('inquiry_opened');
});

test('once asked, the organisation answers; the supervisor concludes; the person is told the end, and reads the outcome', async () => {
  const scene = await arrive();
  const one = await inquire({ useId: scene.use.id });
  await takeMessages(needs);
  expect(await act(one, scene.supervisor, 'return', 'Qui était présent ce jour-là ?')).toMatchObject({ state: 'with_manager' });
  expect((await view(one, scene.manager)).moves).toEqual(['answer']);
  expect((await act(one, scene.manager, 'answer')).state).toBe('answered');
  expect(await takeMessages(needs)).toEqual([]);
  const closed = await close(one, scene.supervisor, 'reminder');
  expect(closed).toMatchObject({ state: 'closed', outcome: 'reminder' });
  const told = (await takeMessages(needs)).map(({ text }) => text);
  expect(told).toContainEqual(expect.stringContaining('Un contrôle qui concernait l’aide de'));
  expect((await view(one, scene.contester)).steps.at(-1)).toMatchObject({ act: 'close', outcome: 'reminder' });
});

test('a case about nobody in particular belongs to supervisors of the whole country, and its words open with the service’s key', async () => {
  const scene = await arrive();
  const one = await inquire({});
  await expect(view(one, scene.supervisor)).rejects.toEqual(refusedWith('case_unknown'));
  const national = { role: 'supervisor', helper: await appointSupervisor(needs, '*'), territories: ['*'] } as const;
  expect((await view(one, national)).steps[0]?.words).toBe('Vingt personnes en une heure.');
  await expect(act(one, national, 'return')).rejects.toEqual(refusedWith('case_for_another'));
});

test('a supervisor who stated no reason reads neither the person nor any words; nothing is opened', async () => {
  const scene = await arrive();
  const one = await inquire({ useId: scene.use.id });
  const { supervisor } = scene;
  if (supervisor.role !== 'supervisor') throw new Error('nobody');
  const looks = async () => (await listEntries(needs.db, { personId: scene.person.id }, { limit: 99 })).filter(isLook).length;
  const before = await looks();
  const veiled = await view(one, { ...supervisor, why: null });
  expect(veiled).toMatchObject({ person: null, isVeiled: true });
  expect(veiled.steps.every(({ words }) => words === null)).toBe(true);
  expect(await looks()).toBe(before);
  expect((await view(one, supervisor)).person?.id).toBe(scene.person.id);
  expect(await looks()).toBe(before + 1);
});

test('a use is looked into once at a time from the same origin, and can be contested by the person all the same', async () => {
  const scene = await arrive();
  const about = { useId: scene.use.id };
  await inquire(about);
  const again = { origin: 'alert', cause: null, about, words: 'Encore la même chose.', by: null } as const;
  expect(await atomically(needs, (work) => openInquiry(work, again))).toBeNull();
  expect((await open(scene)).state).toBe('with_manager');
});

test('an inquiry is not the person’s to accept, withdraw or bring further while it goes on', async () => {
  const scene = await arrive();
  const one = await inquire({ useId: scene.use.id });
  expect((await view(one, scene.contester)).moves).toEqual([]);
  await expect(act(one, scene.contester, 'withdraw', null)).rejects.toEqual(refusedWith('case_for_another'));
});

test('a conclusion is brought before another supervisor once, within sixty days, by the person or by the organisation', async () => {
  const scene = await arrive();
  const other = await another(scene);
  const one = await inquire({ useId: scene.use.id });
  await act(one, scene.supervisor, 'return');
  await act(one, scene.manager, 'answer');
  await close(one, scene.supervisor, 'advice');
  expect((await act(one, scene.manager, 'object')).state).toBe('challenged');
  await expect(close(one, scene.supervisor, 'advice')).rejects.toEqual(refusedWith('case_needs_another_supervisor'));
  expect(await close(one, other, 'no_fault')).toMatchObject({ state: 'closed', outcome: 'no_fault' });
  await expect(act(one, scene.contester, 'challenge')).rejects.toEqual(refusedWith('case_in_another_state'));
  const late = await inquire({ useId: scene.use.id }, 'sample');
  await close(late, scene.supervisor, 'advice');
  clock.forward(60 * day);
  await expect(act(late, scene.contester, 'challenge')).rejects.toEqual(refusedWith('case_in_another_state'));
});

const isLook = ({ event }: { readonly event: string }) => event === 'personal_data_opened';
const close = (one: Case, actor: CaseActor, outcome: 'advice' | 'reminder' | 'no_fault') => act(one, actor, 'close', { outcome });

test('a helper of several organisations is reported where the supervisor watches, and nowhere else', async () => {
  const [there, here] = [await rooms.world.organisation({ territory: '21' }), await rooms.world.organisation({ territory: '25' })];
  const helper = await rooms.world.helper({ organisation: there });
  const joined = { helperId: helper.id, organisationId: here.id, role: 'helper', joinedAt: clock.now() } as const;
  await atomically(needs, ({ tx }) => insertMembership(tx, joined));
  const report = async (territory: string) => {
    const supervisor = { helper: await appointSupervisor(needs, territory), territories: [territory] };
    return atomically(needs, (work) => reportCase(work, { supervisor, helperId: helper.id, words: 'Vu au guichet ce matin.' }));
  };
  expect(await report('25')).toMatchObject({ helperId: helper.id, organisationId: here.id });
  expect(await report('21')).toMatchObject({ organisationId: there.id });
  await expect(report('70')).rejects.toEqual(refusedWith('not_found'));
});
