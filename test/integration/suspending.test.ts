import { second } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { liftAccountSuspension } from '../../src/operation/lift-account-suspension.ts';
import { liftSuspension as liftAsOperator } from '../../src/operation/stop-organisation.ts';
import { findStandingAt } from '../../src/organisations/standing-store.ts';
import { findClient } from '../../src/provider/client-store.ts';
import { replayDecision } from '../../src/supervision/replay-decision.ts';
import { actsIn, refusedWith } from '../support/acts.ts';
import { appointOperator } from '../support/appointed.ts';
import { kindsFor } from '../support/managing.ts';
import { openRooms } from '../support/rooms.ts';
import { signedInCookie } from '../support/staff.ts';
import { suspenderIn } from '../support/suspending.ts';
import type { TestHelper } from '../support/world.ts';

const rooms = await openRooms();
const { needs, clock, world, isServer } = rooms;
const { use, disclose } = actsIn(rooms);
const national = await suspenderIn(rooms, '*');
const local = await suspenderIn(rooms, '70');

async function underWay() {
  const [helper, client] = [await world.helper(), await world.client()];
  const mandate = await world.mandate({ helper });
  return { helper, client, mandate, use: await use(mandate, { helper, client }) };
}

const targets = {
  helper: ({ helper }: Awaited<ReturnType<typeof underWay>>) => helper.id,
  organisation: ({ helper }: Awaited<ReturnType<typeof underWay>>) => helper.organisation.id,
  client: ({ client }: Awaited<ReturnType<typeof underWay>>) => client.id,
};

const sessionsOf = async ({ id }: TestHelper) => (await needs.db('sessions').where('helper_id', id)).length;

describe.each(['helper', 'organisation', 'client'] as const)('a suspended %s', (kind) => {
  const codes = { helper: 'helper_suspended', organisation: 'organisation_suspended', client: 'client_disabled' };

  test('gets nothing more at once, what was under way has ended, and all of it may be again once lifted', async () => {
    const now = await underWay();
    await signedInCookie(needs, now.helper);
    clock.forward(second);
    const id = await national.suspend(kind, targets[kind](now));
    const fresh = async () => (await findClient(needs.db, needs.vault, now.client.id)) ?? now.client;
    await expect(disclose(now.use.id, await fresh())).rejects.toEqual(refusedWith(codes[kind]));
    await expect(use(now.mandate, { ...now, client: await fresh() })).rejects.toEqual(refusedWith(codes[kind]));
    expect(await sessionsOf(now.helper)).toBe(kind === 'client' ? 1 : 0);
    const ended = (await needs.db('uses').where('id', now.use.id).whereNotNull('ended_at')) as unknown[];
    expect(ended).toHaveLength(1);
    clock.forward(second);
    await national.lift(id).then(() => national.lift(id)); // twice is not an error
    await expect(disclose(now.use.id, await fresh())).rejects.toEqual(refusedWith('use_ended'));
    const again = await use(now.mandate, { ...now, client: await fresh() });
    expect((await replayDecision(needs, { useId: again.id })).conjuncts.filter(({ history }) => history === 'other')).toEqual([]);
  });

  test('is not suspended twice', async () => {
    const target = targets[kind](await underWay());
    await national.suspend(kind, target);
    await expect(national.suspend(kind, target)).rejects.toEqual(refusedWith('suspended_already'));
  });

  test('is outside for a supervisor of another territory, who cannot lift it either', async () => {
    const now = await underWay();
    const elsewhere = await suspenderIn(rooms, '33');
    const unknown = { helper: 'helper_unknown', organisation: 'organisation_unknown', client: 'client_unknown' };
    await expect(elsewhere.suspend(kind, targets[kind](now))).rejects.toEqual(refusedWith(unknown[kind]));
    const id = await national.suspend(kind, targets[kind](now));
    await expect(elsewhere.lift(id)).rejects.toEqual(refusedWith('suspension_unknown'));
  });
});

test('a supervisor of a territory suspends its helpers and organisations, but no service, and no helper who also acts elsewhere', async () => {
  const now = await underWay();
  await local.suspend('organisation', now.helper.organisation.id);
  await expect(local.suspend('client', now.client.id)).rejects.toEqual(refusedWith('client_unknown'));
  const { helper } = await underWay();
  const other = await world.organisation({ territory: '33' });
  await needs.db('memberships').insert({ helper_id: helper.id, organisation_id: other.id, role: 'helper', joined_at: clock.now() });
  await expect(local.suspend('helper', helper.id)).rejects.toEqual(refusedWith('suspension_beyond_territory'));
  const { id } = national.supervisor.helper; // supervisors are suspended elsewhere, by nobody here, themselves least of all
  await expect(national.suspend('helper', id)).rejects.toEqual(refusedWith('helper_unknown'));
});

test('what a supervisor suspended, no operator lifts; idleness becomes a decision that no manager lifts', async () => {
  const { helper } = await underWay();
  const operator = await appointOperator(needs);
  await rooms.asOwner(
    `update helpers set suspended_at = '${clock.now().toISOString()}', suspended_for = 'inactivity' where id = '${helper.id}'`,
  );
  await national.suspend('helper', helper.id);
  await national.suspend('organisation', helper.organisation.id);
  const own = { helperId: helper.id, operator, reason: 'Erreur', publicUrl: 'https://procura.example' };
  await expect(atomically(needs, (work) => liftAccountSuspension(work, own))).rejects.toEqual(refusedWith('suspended_by_supervisor'));
  const other = { organisationId: helper.organisation.id, operator, reason: 'Erreur' };
  await expect(atomically(needs, (work) => liftAsOperator(work, other))).rejects.toEqual(refusedWith('suspended_by_supervisor'));
  const rows = (await needs.db.select('suspended_for').from('helpers').where('id', helper.id)) as unknown[];
  expect(rows).toEqual([{ suspended_for: 'decision' }]);
});

test('the helper reads why, and how they stood on each day can be told', async () => {
  const { helper } = await underWay();
  const before = clock.now();
  clock.forward(second);
  const id = await national.suspend('helper', helper.id);
  expect(await kindsFor(needs, helper)).toContain('staff_halted');
  clock.forward(second);
  await national.lift(id);
  const at = async (time: Date) => (await findStandingAt(needs.db, helper.id, time))?.suspendedAt ?? null;
  expect([await at(before), (await at(new Date(before.getTime() + second))) !== null, await at(clock.now())]).toEqual([null, true, null]);
});

(isServer ? test : test.skip)(
  'a use under way and a suspension at once: either the use is refused, or the suspension ends it',
  async () => {
    for (let turn = 0; turn < 10; turn += 1) {
      const helper = await world.helper();
      const [mandate, client] = [await world.mandate({ helper }), await world.client()];
      const kind = (['helper', 'organisation'] as const)[turn % 2] ?? 'helper';
      const target = kind === 'helper' ? helper.id : helper.organisation.id;
      const [used] = await Promise.allSettled([use(mandate, { helper, client }), national.suspend(kind, target)]);
      const running = (await needs.db('uses').where('mandate_id', mandate.id).whereNull('ended_at')) as unknown[];
      expect(running).toEqual([]);
      if (used.status === 'rejected') expect(used.reason).toEqual(refusedWith(`${kind}_suspended`));
    }
  },
);
