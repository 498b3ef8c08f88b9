import { day, minute, second } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { openForSubject } from '../../src/journal/subject-keys.ts';
import { acceptTraining, refuseTraining } from '../../src/organisations/decide-training.ts';
import { type Helper, helperObstacle } from '../../src/organisations/helper.ts';
import { recordTraining } from '../../src/organisations/record-training.ts';
import { findStandingAt, listStandings, setStanding } from '../../src/organisations/standing-store.ts';
import { findHelper, setHelperSuspended } from '../../src/organisations/store.ts';
import { findTraining, listTrainingsOf, listWaiting } from '../../src/organisations/training-store.ts';
import { attestationContext } from '../../src/organisations/training.ts';
import { appointOperator } from '../support/appointed.ts';
import { kindsFor } from '../support/managing.ts';
import { openRooms } from '../support/rooms.ts';
import { entriesOf } from '../support/staff.ts';
import type { TestHelper } from '../support/world.ts';

const rooms = await openRooms();
const { needs, world, clock } = rooms;

const pdf = Buffer.from('%PDF-1.7 attestation de formation');
const publicUrl = 'https://procura.example';

async function handIn(helper: TestHelper, file = pdf): Promise<string> {
  const training = { helper, by: helper, organisationId: helper.organisation.id, body: 'Mednum', trainedOn: '2026-01-12', file };
  await atomically(needs, (work) => recordTraining(work, training));
  clock.forward(second);
  return (await listTrainingsOf(needs.db, helper.id))[0]?.id ?? '';
}

/** What stood, on a past day, between a helper and acting: today’s rule over what the table kept. */
const certificationOn = async (helperId: string, at: Date) => {
  const standing = await findStandingAt(needs.db, helperId, at);
  return standing ? helperObstacle(standing, at) : 'helper_not_certified';
};
const anOperator = () => appointOperator(needs);
const beginner = () => world.helper({ certifiedAt: null });
const accept = async (trainingId: string, operator?: Helper) => {
  const by = operator ?? (await anOperator());
  return atomically(needs, (work) => acceptTraining(work, { trainingId, operator: by, publicUrl }));
};

test('a helper is certified when an operator accepts their attestation, for three years', async () => {
  const lina = await beginner();
  const trainingId = await handIn(lina);
  expect(await certificationOn(lina.id, clock.now())).toBe('helper_not_certified');
  clock.forward(minute);
  await accept(trainingId);
  const { certifiedAt, certificationExpiresAt } = (await findHelper(needs.db, lina.id)) ?? {};
  expect(certifiedAt).toEqual(clock.now());
  expect(certificationExpiresAt?.toISOString().slice(0, 4)).toBe(String(clock.now().getUTCFullYear() + 3));
  expect(await kindsFor(needs, lina)).toEqual(['staff_certified']);
  expect(await entriesOf(needs, lina)).toEqual(['training_recorded', 'helper_certified']);
});

test('who is certified already goes on without a gap', async () => {
  const claire = await world.helper();
  await accept(await handIn(claire));
  expect((await findHelper(needs.db, claire.id))?.certifiedAt).toEqual(claire.certifiedAt);
});

test('a refused attestation says why, and another may be handed in', async () => {
  const lina = await beginner();
  const operator = await anOperator();
  const refusal = { trainingId: await handIn(lina), operator, publicUrl, reason: 'La date manque.' };
  await atomically(needs, (work) => refuseTraining(work, refusal));
  expect((await listTrainingsOf(needs.db, lina.id))[0]).toMatchObject({ decision: 'refused', reason: 'La date manque.' });
  await accept(await handIn(lina));
  expect(await certificationOn(lina.id, clock.now())).toBeNull();
});

test('an attestation is decided of once, by an operator: neither the helper nor their manager', async () => {
  const lina = await beginner();
  const trainingId = await handIn(lina);
  for (const by of [lina, await world.helper({ organisation: lina.organisation, role: 'manager' })]) {
    await expect(accept(trainingId, by)).rejects.toMatchObject({ code: 'account_of_another_duty' });
  }
  await accept(trainingId);
  await expect(accept(trainingId)).rejects.toMatchObject({ code: 'training_unknown' });
});

test('the last attestation handed in is the one that waits', async () => {
  const lina = await beginner();
  const former = await handIn(lina);
  const latest = await handIn(lina);
  const waiting = (await listWaiting(needs.db, { limit: 100 })).filter(({ helperId }) => helperId === lina.id);
  expect(waiting.map(({ id }) => id)).toEqual([latest]);
  await expect(accept(former)).rejects.toMatchObject({ code: 'training_unknown' });
});

test('the file is sealed with the helper’s key', async () => {
  const lina = await beginner();
  const training = await findTraining(needs.db, await handIn(lina));
  expect(training?.file.includes('attestation')).toBe(false);
  const sealed = { subjectRef: lina.subjectRef, context: attestationContext(training?.id ?? ''), value: training?.file ?? Buffer.alloc(0) };
  expect(Buffer.from((await openForSubject(needs.db, needs.vault, sealed)) ?? '', 'base64')).toEqual(pdf);
});

test.each([
  ['a page of HTML', Buffer.from('<html>%PDF-'), 'input_malformed'],
  ['a program', Buffer.from('MZ\u0090'), 'input_malformed'],
  ['nothing', Buffer.alloc(0), 'input_malformed'],
  ['an image of three megabytes', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(3_000_000)]), 'input_too_large'],
])('%s is no attestation', async (_what, file, code) => {
  await expect(handIn(await beginner(), file)).rejects.toMatchObject({ code });
});

describe('on any day of the past', () => {
  test('one knows whether a helper was certified that day, by the rule of today over what was true then', async () => {
    const lina = await beginner();
    const before = clock.now();
    clock.forward(day);
    await accept(await handIn(lina));
    const during = clock.now();
    clock.forward(day);
    await atomically(needs, ({ tx, at }) => setHelperSuspended(tx, lina.id, at));
    const suspended = clock.now();
    clock.forward(day);
    await atomically(needs, ({ tx, at }) => setStanding(tx, lina.id, { since: at, suspendedAt: null }));
    const again = clock.now();
    clock.forward(4 * 365 * day);
    const said = await Promise.all([before, during, suspended, again, clock.now()].map((at) => certificationOn(lina.id, at)));
    expect(said).toEqual(['helper_not_certified', null, 'helper_suspended', null, 'helper_not_certified']);
  });

  test('nobody was certified before they were known', async () => {
    const claire = await world.helper();
    expect(await certificationOn(claire.id, new Date(clock.now().getTime() - day))).toBe('helper_not_certified');
  });

  test('what changes without saying when is kept all the same, and what was kept is not rewritten', async () => {
    const claire = await world.helper();
    await needs.db('helpers').where('id', claire.id).update({ withdrawn_at: clock.now() });
    expect((await listStandings(needs.db, claire.id)).map(({ withdrawnAt }) => withdrawnAt !== null)).toEqual([true, false]);
    for (const change of [
      needs.db('helper_standings').where('helper_id', claire.id).update({ withdrawn_at: null }),
      needs.db('helper_standings').where('helper_id', claire.id).delete(),
    ]) {
      await expect(change).rejects.toThrow('permission denied');
    }
  });
});
