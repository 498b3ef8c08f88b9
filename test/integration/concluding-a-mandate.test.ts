import { day, minute } from '../../src/clock.ts';
import { listEntries } from '../../src/journal/store.ts';
import { findMandate } from '../../src/mandates/store.ts';
import type { Duration } from '../../src/mandates/mandate.ts';
import { actsIn } from '../support/acts.ts';
import { openRooms } from '../support/rooms.ts';

const rooms = await openRooms();
const { needs, clock, world } = rooms;

const { agreed, conclude } = actsIn(rooms);

test.each<[Duration, number]>([
  ['day', 1],
  ['month', 31],
  ['semester', 182],
  ['year', 365],
])('a mandate of a %s ends exactly %i times 24 hours after its start', async (duration, days) => {
  const mandate = await world.mandate({ helper: await world.helper(), duration });
  expect(mandate.expiresAt.getTime() - mandate.startsAt.getTime()).toBe(days * day);
});

test('each step leaves its entry, in order, chained to the one before', async () => {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper, procedures: ['papiers', 'social'] });
  const entries = await listEntries(needs.db, { mandateId: mandate.id }, { limit: 20 });
  expect(entries.map(({ event }) => event).reverse()).toEqual([
    'mandate_drafted',
    'person_identified',
    'mandate_agreed',
    'mandate_concluded',
  ]);
  const { rows } = await needs.db.raw<{ rows: { mandate_n: number; leaf: Buffer }[] }>(
    'select mandate_n, leaf from journal.entries where mandate_ref = ? order by mandate_n',
    [mandate.journalRef],
  );
  expect(rows.map(({ mandate_n }) => mandate_n)).toEqual([1, 2, 3, 4]);
});

test('a procedure granted again in the same organisation replaces the former one; other organisations keep theirs', async () => {
  const [here, elsewhere] = [await world.helper(), await world.helper()];
  const former = await world.mandate({ helper: here, procedures: ['papiers', 'social'] });
  const other = await world.mandate({ helper: elsewhere, procedures: ['papiers'] });
  clock.forward(minute);
  await world.mandate({ helper: here, procedures: ['papiers'] });
  const causesOf = async (id: string) =>
    Object.fromEntries((await findMandate(needs.db, id))?.procedures.map(({ code, endCause }) => [code, endCause]) ?? []);
  expect(await causesOf(former.id)).toEqual({ papiers: 'replaced', social: null });
  expect(await causesOf(other.id)).toEqual({ papiers: null });
});

test('an expired mandate is left alone by a new one', async () => {
  const helper = await world.helper();
  const former = await world.mandate({ helper, duration: 'day' });
  clock.forward(2 * day);
  await world.mandate({ helper });
  expect((await findMandate(needs.db, former.id))?.procedures[0]?.endCause).toBeNull();
});

test('one sign-in at FranceConnect concludes one mandate, however often the signature is sent', async () => {
  const helper = await world.helper();
  const draft = await agreed(helper);
  expect((await conclude(draft.id, helper)).isNew).toBe(true);
  expect((await conclude(draft.id, helper)).isNew).toBe(false);
  expect(
    (await listEntries(needs.db, { mandateId: draft.id }, { limit: 20 })).filter(({ event }) => event === 'mandate_concluded'),
  ).toHaveLength(1);
});

test('two signatures at once conclude one mandate', async () => {
  const helper = await world.helper();
  const draft = await agreed(helper);
  const both = await Promise.all([conclude(draft.id, helper), conclude(draft.id, helper)]);
  expect(both.map(({ isNew }) => isNew).sort()).toEqual([false, true]);
});
