import { atomically } from '../../src/db/database.ts';
import { agreeToMandate } from '../../src/mandates/agree-to-mandate.ts';
import { offeringIn } from '../support/offering.ts';
import { openRooms } from '../support/rooms.ts';
import { josephine } from '../support/world.ts';

const rooms = await openRooms();
const { needs, world, clock } = rooms;
const offering = offeringIn(rooms);

describe('beginning', () => {
  test('what the organisation excludes is refused', async () => {
    const organisation = await world.organisation({ excludedProcedures: ['argent'] });
    await expect(offering.begin(await offering.person(), organisation, { procedures: ['papiers', 'argent'] })).rejects.toMatchObject({
      code: 'procedure_excluded_by_organisation',
    });
  });

  test('an organisation that may not act is refused', async () => {
    const organisation = await world.organisation({ suspendedAt: clock.now() });
    await expect(offering.begin(await offering.person(), organisation)).rejects.toMatchObject({ code: 'organisation_suspended' });
  });

  test('one waits at an organisation, not two', async () => {
    const { organisation } = await world.helper();
    const { person } = await offering.offered(organisation);
    await expect(offering.begin(person, organisation)).rejects.toMatchObject({ code: 'offer_open_already' });
  });
});

describe('signing', () => {
  const begun = async () => {
    const { organisation } = await world.helper();
    const person = await offering.person();
    return { person, ...(await offering.begin(person, organisation)) };
  };

  test.each([
    ['somebody else’s identity', 'person_is_another', ['somebody else']],
    ['an identity of our own provider', 'identity_from_our_own_provider', [undefined, 'procura']],
    ['a minor’s identity', 'person_is_minor', [undefined, null, { ...josephine, birthdate: '2020-01-01' }]],
  ] as const)('%s does not sign', async (_, code, [subject, idpId, identity]) => {
    const { id } = await begun();
    await expect(offering.identify(id, subject, idpId, identity)).rejects.toMatchObject({ code });
    expect(await offering.stateOf(id)).toBe('draft');
  });

  test('one sign-in serves one offer, once', async () => {
    const { id } = await begun();
    await offering.identify(id);
    await expect(offering.identify(id)).rejects.toMatchObject({ code: 'offer_in_another_state' });
  });

  test('without a sign-in of that act, nothing is agreed to', async () => {
    const { id, person } = await begun();
    await expect(offering.agree(id, person)).rejects.toMatchObject({ code: 'draft_in_another_state' });
  });

  test('other terms than those shown are not agreed to', async () => {
    const { id, person } = await begun();
    await offering.identify(id);
    const agreeing = { draftId: id, personId: person.id, protection: 'none', termsHash: 'a'.repeat(64) } as const;
    await expect(atomically(needs, (work) => agreeToMandate(work, agreeing))).rejects.toMatchObject({ code: 'terms_changed' });
  });
});
