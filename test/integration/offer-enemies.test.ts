import { atomically } from '../../src/db/database.ts';
import { agreeToMandate } from '../../src/mandates/agree-to-mandate.ts';
import { findByName } from '../../src/mandates/named-helpers.ts';
import { refusedWith } from '../support/acts.ts';
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

  test('nobody is named who may not act there', async () => {
    const { organisation } = await world.helper();
    const [stranger, suspended] = [await world.helper(), await world.helper({ organisation, suspendedAt: clock.now() })];
    for (const { id } of [stranger, suspended])
      await expect(offering.begin(await offering.person(), organisation, { namedHelpers: [id] })).rejects.toMatchObject({
        code: 'helper_not_member',
      });
  });

  test('names find one helper who may act there, whatever their order, accents and case, and nobody else', async () => {
    const organisation = await world.organisation();
    const found = await world.helper({ organisation, givenName: 'Zoé', familyName: 'Le Goff' });
    await world.helper({ organisation, givenName: 'Paul', familyName: 'Martin' });
    await world.helper({ organisation, givenName: 'Paul', familyName: 'Martin' });
    await world.helper({ organisation, givenName: 'Ida', familyName: 'Suspendue', suspendedAt: clock.now() });
    await world.helper({ givenName: 'Jean', familyName: 'Ailleurs' });
    const find = (...names: string[]) => findByName(needs.db, { organisationId: organisation.id, names, at: clock.now() });
    expect(await find()).toBeNull();
    expect(await find('LE GOFF zoe', 'Zoé Le Goff')).toEqual([found.id]);
    for (const name of ['Zoé', 'Le', 'Paul Martin', 'Ida Suspendue', 'Jean Ailleurs', '%', '-']) expect(await find(name)).toBeUndefined();
    expect(await find('Zoé Le Goff', 'Jean Ailleurs')).toBeUndefined();
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
    ['somebody else’s identity', 'offer_of_another', ['somebody else']],
    ['an identity of our own provider', 'identity_from_our_own_provider', [undefined, 'procura']],
    ['a minor’s identity', 'person_is_minor', [undefined, null, { ...josephine, birthdate: '2020-01-01' }]],
  ] as const)('%s does not sign', async (_, code, [subject, idpId, identity]) => {
    const { id } = await begun();
    await expect(offering.identify(id, subject, idpId, identity)).rejects.toMatchObject({ code });
    expect(await offering.stateOf(id)).toBe('draft');
  });

  test('of two begun at one organisation, by two clicks, one is signed, whichever comes first', async () => {
    const { organisation } = await world.helper();
    const person = await offering.person();
    const begun = [await offering.begin(person, organisation), await offering.begin(person, organisation)];
    for (const { id } of begun) await offering.identify(id);
    const answers = await Promise.allSettled(begun.map(({ id }) => offering.agree(id, person)));
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(answers).toContainEqual({ status: 'rejected', reason: refusedWith('offer_open_already') });
    const [signed] = begun.filter((_, index) => answers[index]?.status === 'fulfilled');
    await offering.agree(signed?.id ?? '', person); // twice is no error
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
