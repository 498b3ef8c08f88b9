import { day, hour, minute } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { Refusal } from '../../src/errors.ts';
import { restrictProcedures } from '../../src/management/restrict-procedures.ts';
import { suspendHelper } from '../../src/management/suspend-helper.ts';
import type { Mandate } from '../../src/mandates/mandate.ts';
import type { Procedure } from '../../src/mandates/procedures.ts';
import { closeOrganisation } from '../../src/operation/end-organisation.ts';
import { suspendOrganisation, withdrawOrganisation } from '../../src/operation/stop-organisation.ts';
import { setStanding } from '../../src/organisations/standing-store.ts';
import { setHelperSuspended } from '../../src/organisations/store.ts';
import type { Client } from '../../src/provider/client.ts';
import { findClient } from '../../src/provider/client-store.ts';
import { disableClient } from '../../src/provider/disable-client.ts';
import { recordRefusedUse } from '../../src/provider/refused.ts';
import { isFaithful, type Replay, replayDecision, replayOf } from '../../src/supervision/replay-decision.ts';
import { findDecisionEntry } from '../../src/supervision/story-store.ts';
import { actsIn, refusedWith } from '../support/acts.ts';
import { managingAs } from '../support/managing.ts';
import { openRooms } from '../support/rooms.ts';
import type { TestHelper } from '../support/world.ts';

const rooms = await openRooms();
const { needs, clock, world } = rooms;
const { use, revoke } = actsIn(rooms);

interface Scene {
  readonly manager: TestHelper;
  readonly helper: TestHelper;
  readonly client: Client;
  readonly mandate: Mandate;
}

async function scene(): Promise<Scene> {
  const organisation = await world.organisation();
  const [manager, helper] = [await world.helper({ organisation, role: 'manager' }), await world.helper({ organisation })];
  await atomically(needs, (work) =>
    restrictProcedures(work, { managing: managingAs(manager), helpsWith: ['papiers', 'social', 'famille'] }),
  );
  return { manager, helper, client: await world.client(), mandate: await world.mandate({ helper, procedures: ['papiers', 'social'] }) };
}

type Happening = (scene: Scene) => Promise<unknown>;

/** What may happen to any part of a decision. */
const happenings: Readonly<Record<string, Happening>> = {
  'the helper is withdrawn': ({ helper }) => atomically(needs, ({ tx, at }) => setStanding(tx, helper.id, { since: at, withdrawnAt: at })),
  'the helper is suspended everywhere': ({ helper }) => atomically(needs, ({ tx, at }) => setHelperSuspended(tx, helper.id, at)),
  'the manager suspends the helper': ({ manager, helper }) =>
    atomically(needs, (work) => suspendHelper(work, { managing: managingAs(manager), helperId: helper.id, reason: 'Absence longue' })),
  'the procedure is restricted': ({ manager }) =>
    atomically(needs, (work) => restrictProcedures(work, { managing: managingAs(manager), helpsWith: ['social'] })),
  'the organisation is suspended': ({ manager, helper }) =>
    atomically(needs, (work) =>
      suspendOrganisation(work, { organisationId: helper.organisation.id, operator: manager, reason: 'Contrôle' }),
    ),
  'the organisation is withdrawn': ({ manager, helper }) =>
    atomically(needs, (work) => withdrawOrganisation(work, { organisationId: helper.organisation.id, operator: manager, reason: 'Fin' })),
  'the organisation is closed': ({ helper }) =>
    atomically(needs, (work) => closeOrganisation(work, { organisationId: helper.organisation.id, reason: 'Fin' })),
  'the client is disabled': ({ client }) => atomically(needs, (work) => disableClient(work, client.id)),
  'the procedure is ended': ({ mandate, helper }) => revoke(mandate, helper, 'papiers'),
  'the mandate is revoked': ({ mandate, helper }) => revoke(mandate, helper),
  'the mandate expires': () => Promise.resolve(clock.forward(40 * day)),
};

const answers = ({ conjuncts }: Replay, history: string) => conjuncts.filter((one) => one.history === history).map(({ name }) => name);

describe('a use that was allowed is allowed again, whatever happened since:', () => {
  test.each(Object.keys(happenings))('%s', async (what) => {
    const now = await scene();
    clock.forward(minute);
    const { id: useId } = await use(now.mandate, now);
    clock.forward(minute);
    await happenings[what]?.(now);
    const replayed = await replayDecision(needs, { useId });
    expect(replayed).toMatchObject({ answered: null, again: null, isRecorded: true });
    expect(answers(replayed, 'other')).toEqual([]);
    expect(answers(replayed, 'silent')).toEqual(['second_factor', 'confirmation']);
  });
});

/** Tries it as the provider does, and gives the number of the entry of the refusal. */
async function refusedUse({ helper, mandate, client }: Scene, procedure: Procedure = 'papiers'): Promise<string> {
  const fresh = (await findClient(needs.db, needs.vault, client.id)) ?? client;
  const refusal: unknown = await use(mandate, { helper, client: fresh, procedure }).catch((error: unknown) => error);
  if (!(refusal instanceof Refusal)) throw new Error('it was allowed');
  const who = { helper, organisation: helper.organisation, mandateId: mandate.id, procedure, clientId: client.id };
  await recordRefusedUse(needs, { ...who, refusal });
  const { rows } = await needs.db.raw<{ rows: { id: string }[] }>('select max(entry_id)::text as id from journal.entry_index');
  return rows[0]?.id ?? '';
}

describe('a use that was refused is refused again for the same reason, put right since or not:', () => {
  test.each(Object.keys(happenings))('%s', async (what) => {
    const now = await scene();
    await happenings[what]?.(now);
    clock.forward(minute);
    const entryId = await refusedUse(now);
    clock.forward(minute);
    await atomically(needs, ({ tx, at }) => setStanding(tx, now.helper.id, { since: at, suspendedAt: null, withdrawnAt: null }));
    const replayed = await replayDecision(needs, { entryId });
    expect(isFaithful(replayed)).toBe(true);
    expect(replayed.again).not.toBeNull();
    expect(answers(replayed, 'other')).toEqual([]);
  });

  test('a procedure nobody agreed to', async () => {
    expect(await replayDecision(needs, { entryId: await refusedUse(await scene(), 'famille') })).toMatchObject({
      answered: 'procedure_not_covered',
      again: 'procedure_not_covered',
    });
  });
});

test('a use recorded before its inputs were is made again from the history alone', async () => {
  const now = await scene();
  const { id: useId } = await use(now.mandate, now);
  clock.forward(hour);
  await happenings['the organisation is suspended']?.(now);
  const entry = await findDecisionEntry(needs, { useId });
  const { inputs, ...fields } = entry?.fields ?? {};
  expect(inputs).toBeDefined();
  expect(entry && (await replayOf(needs, { ...entry, fields }))).toMatchObject({
    ...{ isRecorded: false, answered: null, again: null },
  });
});

test('what was recorded decides, and a history that says otherwise is shown: a table changed by hand does not change the answer', async () => {
  const now = await scene();
  const { id: useId } = await use(now.mandate, now);
  await rooms.asOwner(`update clients set disabled_at = '2020-01-01' where id = '${now.client.id}'`);
  const replayed = await replayDecision(needs, { useId });
  expect(isFaithful(replayed)).toBe(true);
  expect(answers(replayed, 'other')).toEqual(['client']);
});

test('there is nothing to make again of what does not exist, or was no decision', async () => {
  await expect(replayDecision(needs, { useId: '00000000-0000-4000-8000-000000000001' })).rejects.toEqual(refusedWith('use_unknown'));
  await expect(replayDecision(needs, { entryId: '1' })).rejects.toEqual(refusedWith('use_unknown'));
});
