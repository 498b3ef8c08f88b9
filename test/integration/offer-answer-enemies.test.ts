import { atomically } from '../../src/db/database.ts';
import { openOffer } from '../../src/mandates/answer-offer.ts';
import { erasePrincipal } from '../../src/mandates/erase-principal.ts';
import { findMandate } from '../../src/mandates/store.ts';
import { viewOffer } from '../../src/mandates/view-offer.ts';
import { offeringIn } from '../support/offering.ts';
import { openRooms } from '../support/rooms.ts';
import { josephine, type TestHelper } from '../support/world.ts';

const rooms = await openRooms();
const { needs, world, clock, isServer } = rooms;
const offering = offeringIn(rooms);

const offered = async () => {
  const helper = await world.helper();
  return { helper, ...(await offering.offered(helper.organisation)) };
};
const enemies: readonly [string, string, (given: Awaited<ReturnType<typeof offered>>) => Promise<TestHelper>][] = [
  ['a helper of another organisation', 'offer_unknown', () => world.helper()],
  ['a helper who is suspended', 'helper_suspended', async ({ helper }) => Promise.resolve({ ...helper, suspendedAt: clock.now() })],
  [
    'a helper whose organisation is suspended',
    'organisation_suspended',
    async ({ helper }) => Promise.resolve({ ...helper, organisation: { ...helper.organisation, suspendedAt: clock.now() } }),
  ],
  [
    'a helper who is the person',
    'person_is_the_helper',
    async ({ helper: { organisation } }) =>
      world.helper({ organisation, givenName: josephine.givenName, familyName: josephine.familyName }),
  ],
  [
    'a helper whose organisation excludes it by now',
    'procedure_excluded_by_organisation',
    async ({ helper }) => Promise.resolve({ ...helper, organisation: { ...helper.organisation, excludedProcedures: ['papiers'] } }),
  ],
];

test.each(enemies)('%s does not accept', async (_, code, who) => {
  const given = await offered();
  await expect(offering.accept(given.id, await who(given))).rejects.toMatchObject({ code });
  expect(await offering.stateOf(given.id)).toBe('awaiting_helper');
});

test('another organisation neither opens nor declines it', async () => {
  const { id } = await offered();
  const other = await world.helper();
  const opening = atomically(needs, (work) => openOffer(work, { draftId: id, helper: other, organisation: other.organisation }));
  await expect(opening).rejects.toMatchObject({ code: 'offer_unknown' });
  await expect(offering.decline(id, other)).rejects.toMatchObject({ code: 'offer_unknown' });
});

test('before it is signed, it does not exist for the organisation', async () => {
  const helper = await world.helper();
  const { id } = await offering.begin(await offering.person(), helper.organisation);
  await expect(offering.accept(id, helper)).rejects.toMatchObject({ code: 'offer_unknown' });
  await offering.identify(id);
  await expect(offering.accept(id, helper)).rejects.toMatchObject({ code: 'offer_unknown' });
});

test('accepting twice concludes once; a colleague comes too late', async () => {
  const { id, helper } = await offered();
  await offering.accept(id, helper);
  expect(await offering.accept(id, helper)).toMatchObject({ isNew: false, stopCode: null });
  const colleague = await world.helper({ organisation: helper.organisation });
  await expect(offering.accept(id, colleague)).rejects.toMatchObject({ code: 'offer_in_another_state' });
  await expect(offering.decline(id, colleague)).rejects.toMatchObject({ code: 'offer_in_another_state' });
});

test('withdrawn, nobody accepts it; accepted, it is not withdrawn but ended like any mandate', async () => {
  const [one, other] = [await offered(), await offered()];
  await offering.withdraw(one.id, one.person);
  await expect(offering.accept(one.id, one.helper)).rejects.toMatchObject({ code: 'offer_in_another_state' });
  await offering.accept(other.id, other.helper);
  await expect(offering.withdraw(other.id, other.person)).rejects.toMatchObject({ code: 'offer_in_another_state' });
});

test('another person neither sees it nor takes it back', async () => {
  const { id } = await offered();
  const other = await offering.person();
  await expect(viewOffer(needs, { draftId: id, person: other })).rejects.toMatchObject({ code: 'draft_unknown' });
  await expect(offering.withdraw(id, other)).rejects.toMatchObject({ code: 'draft_unknown' });
});

test('an erased person’s offer does not exist any more', async () => {
  const { id, helper, person } = await offered();
  await atomically(needs, (work) => erasePrincipal(work, { personId: person.id, by: helper, reason: 'person_asked' }));
  await expect(offering.accept(id, helper)).rejects.toMatchObject({ code: 'offer_unknown' });
});

(isServer ? test : test.skip)('taken back and accepted at the same moment: one of both, whole', async () => {
  for (let time = 0; time < 4; time++) {
    const { id, helper, person } = await offered();
    const [accepted] = await Promise.allSettled([offering.accept(id, helper), offering.withdraw(id, person)]);
    const mandate = await findMandate(needs.db, id);
    expect([accepted.status, await offering.stateOf(id), mandate !== undefined]).toEqual(
      mandate ? ['fulfilled', 'active', true] : ['rejected', 'abandoned', false],
    );
  }
});
