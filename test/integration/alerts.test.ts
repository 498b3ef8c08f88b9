import { actOnCase } from '../../src/cases/act-on-case.ts';
import { minute } from '../../src/clock.ts';
import { findStretch } from '../../src/journal/reader-store.ts';
import { appendAlone } from '../../src/journal/append.ts';
import type { Rule } from '../../src/supervision/alert-rule.ts';
import { listAlerts, listMutes, listRuleRecords } from '../../src/supervision/alert-store.ts';
import { hearRule } from '../../src/supervision/hear-rule.ts';
import { alertRules } from '../../src/supervision/alert-rules.ts';
import { listSuspensions } from '../../src/supervision/suspension-store.ts';
import { watchJournal } from '../../src/supervision/watch-journal.ts';
import { atomically } from '../../src/db/database.ts';
import { actsIn, refusedWith } from '../support/acts.ts';
import { appointSupervisor } from '../support/appointed.ts';
import { openRooms } from '../support/rooms.ts';
import { suspenderIn } from '../support/suspending.ts';
import { Sequencing } from '../support/sequencing.ts';

const rooms = await openRooms();
const { needs, clock, world } = rooms;
const sequencing = new Sequencing(rooms);
sequencing.start();
const acts = actsIn(rooms);
const everywhere = { territories: ['*'] };
const page = { rule: null, limit: 100, offset: 0 };
const alerts = (reach = everywhere) => listAlerts(needs.db, reach, page);

async function latest(): Promise<string> {
  const { rows } = await needs.db.raw<{ rows: { id: string }[] }>('select max(id)::text as id from journal.entries');
  return rows[0]?.id ?? '0';
}

/** Until the tree holds all that was written. */
async function settle(): Promise<void> {
  const last = BigInt(await latest());
  for (let n = 0; n < 200 && BigInt((await findStretch(needs.db, 'none')).upTo) < last; n += 1)
    await new Promise((resolve) => setTimeout(resolve, 50));
}

async function watch(rules?: Readonly<Record<string, Rule>>): Promise<number> {
  await settle();
  return watchJournal(needs, rules && { rules });
}

async function used() {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper });
  const use = await acts.use(mandate, { helper, client: await world.client() });
  return { helper, mandate, use };
}

/** Notices every use of everybody. */
const everything: Rule = {
  ...alertRules.many_persons_in_an_hour,
  ...{ subject: 'mandate', of: 'mandate', quiet: minute, most: 3, thresholds: {}, notice: () => ({ persons: 1 }) },
};

test('a mandate used the moment it was prepared raises an alert, which opens a case about the use; nothing is blocked', async () => {
  const { helper, mandate, use } = await used();
  await watch();
  const [alert] = (await alerts()).filter(({ rule }) => rule === 'too_close_to_explain');
  expect(alert).toMatchObject({ noticed: { seconds: expect.any(Number) as number }, caseState: 'with_supervisor' });
  const [one] = await needs.db
    .select('*')
    .from('cases')
    .where('id', alert?.caseId ?? '');
  expect(one).toMatchObject({ origin: 'alert', cause: 'too_close_to_explain', use_id: use.id, noticed: alert?.noticed });
  await expect(acts.use(mandate, { helper, client: await world.client() })).resolves.toBeDefined();
});

test('what was read is not read again; what is read again, after a run cut short, raises nothing twice', async () => {
  await used();
  await watch();
  const before = (await alerts()).length;
  expect(await watch()).toBe(0);
  await needs.db('journal_readers').where('name', 'alerts').update({ entry_id: 0 });
  await watch();
  expect((await alerts()).length).toBe(before);
});

test('several instances at it at once raise each alert once', async () => {
  await used();
  await settle();
  const before = (await alerts()).length;
  await Promise.all([watchJournal(needs), watchJournal(needs), watchJournal(needs)]);
  expect((await alerts()).length).toBe(before + 1);
});

test('a rule that matches everything is muted: some cases, then a notice, and no thousands', async () => {
  for (let n = 0; n < 6; n += 1) await used();
  await watch({ everything, ...alertRules });
  await needs.db('journal_readers').where('name', 'alerts').update({ entry_id: 0 });
  await watch({ everything });
  const raised = (await alerts()).filter(({ rule }) => rule === 'everything');
  expect(raised.length).toBeGreaterThan(6);
  expect(raised.filter(({ caseId }) => caseId !== null).length).toBeLessThanOrEqual(3);
  expect(await listMutes(needs.db)).toMatchObject([{ rule: 'everything', heldBack: expect.any(Number) as number }]);
});

test('a rule that says so stops the helper, until a supervisor lifts it; once it is muted it stops nobody', async () => {
  const stopping = { stopping: { ...everything, most: 1, blocks: true } };
  const { helper, mandate } = await used();
  await needs
    .db('journal_readers')
    .where('name', 'alerts')
    .update({ entry_id: await latest() });
  await acts.use(mandate, { helper, client: await world.client() });
  await watch(stopping);
  await expect(acts.use(mandate, { helper, client: await world.client() })).rejects.toEqual(refusedWith('helper_suspended'));
  const national = await suspenderIn(rooms, '*');
  const [suspension] = await listSuspensions(needs.db, everywhere, 1);
  expect(suspension).toMatchObject({ kind: 'helper', target: helper.id, suspendedBy: null, rule: 'stopping' });
  await national.lift(suspension?.id ?? '');
  await expect(acts.use(mandate, { helper, client: await world.client() })).resolves.toBeDefined();
  const another = await used();
  await watch(stopping);
  await expect(acts.use(another.mandate, { helper: another.helper, client: await world.client() })).resolves.toBeDefined();
  expect((await listMutes(needs.db)).map(({ rule }) => rule)).toContain('stopping');
});

test('what a rule’s alerts came to is counted, in the supervisor’s territories', async () => {
  await used();
  await watch();
  const recordIn = async (...territories: string[]) =>
    (await listRuleRecords(needs.db, { territories })).find(({ rule }) => rule === 'too_close_to_explain');
  const before = await recordIn('70');
  const caseId = (await alerts()).find(({ rule }) => rule === 'too_close_to_explain')?.caseId ?? '';
  const actor = { role: 'supervisor', helper: await appointSupervisor(needs, '*'), territories: ['*'] } as const;
  const close = { caseId, actor, act: 'close', outcome: 'no_fault', words: 'Tout était expliqué.', publicUrl: '' } as const;
  await atomically(needs, (work) => actOnCase(work, close));
  expect(await recordIn('*')).toEqual({ ...before, concluded: 1, innocent: 1 });
  expect(await recordIn('2A')).toBeUndefined();
});

test('only a supervisor of the whole country lets a muted rule be heard again', async () => {
  await needs.db('alert_mutes').insert({ rule: 'outside_hours', muted_at: clock.now() });
  const local = { helper: await appointSupervisor(needs, '70'), territories: ['70'] };
  const hear = (supervisor: typeof local) => atomically(needs, (work) => hearRule(work, { supervisor, rule: 'outside_hours' }));
  await expect(hear(local)).rejects.toEqual(refusedWith('not_found'));
  await hear({ helper: await appointSupervisor(needs, '*'), territories: ['*'] });
  expect((await listMutes(needs.db)).map(({ rule }) => rule)).not.toContain('outside_hours');
});

test('a supervisor sees the alerts of their territories; those about the service itself are the whole country’s', async () => {
  for (let n = 0; n < 25; n += 1) await appendAlone(needs, { event: 'stop_refused', refusal: 'stop_code_unknown' });
  await watch();
  const ofService = (lines: readonly { rule: string }[]) => lines.filter(({ rule }) => rule === 'stop_codes_tried').length;
  expect([ofService(await alerts()), ofService(await alerts({ territories: ['70'] }))]).toEqual([1, 0]);
  expect((await alerts({ territories: ['70'] })).length).toBeGreaterThan(0);
  expect(await alerts({ territories: ['2A'] })).toEqual([]);
});
