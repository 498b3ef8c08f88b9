import { randomUUID } from 'node:crypto';
import { after, day } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { acceptAs } from '../../src/identity/accept-invitation.ts';
import { askNewPasskey, addPasskey } from '../../src/identity/passkeys.ts';
import { confirmEnrolment } from '../../src/identity/second-factor.ts';
import { completeSignIn } from '../../src/identity/sign-in-helper.ts';
import { beginEnrolment } from '../../src/identity/totp.ts';
import { haltHelper, haltOrganisation } from '../../src/management/halt.ts';
import { invitePeople } from '../../src/management/invite-people.ts';
import { lookIntoMandate } from '../../src/management/look-into-mandate.ts';
import { revokeMandate } from '../../src/mandates/revoke-mandate.ts';
import { certifyOrganisation } from '../../src/organisations/certify-organisation.ts';
import { insertInvitation } from '../../src/organisations/invitation-store.ts';
import { findDrawnFrom } from '../../src/supervision/find-drawn-from.ts';
import { reportCase } from '../../src/supervision/report-case.ts';
import { newSecret } from '../../src/vault.ts';
import { appointOperator, appointSupervisor } from '../support/appointed.ts';
import { aTeam, managingAs } from '../support/managing.ts';
import { openRooms } from '../support/rooms.ts';

// What a page asks before it opens is asked again in the transaction of the act: between the two somebody else may have acted. Each by itself.
const { needs, world, clock } = await openRooms();
const publicUrl = 'https://procura.example';
const sessionHash = Buffer.alloc(32);
const { manager, helper } = await aTeam(world);
const operator = await appointOperator(needs);
const supervisor = { helper: await appointSupervisor(needs, '70'), territories: ['70'] };
const elsewhere = await world.helper({ organisation: await world.organisation({ territory: '25' }) });
const halt = { by: operator, reason: 'Signalement.' };

const refused = async (act: () => Promise<unknown>, code: string) => {
  const before = await entries();
  await expect(act()).rejects.toMatchObject({ code });
  expect(await entries()).toBe(before);
};
const entries = async () => (await needs.db.withSchema('journal').count<{ count: string }[]>('* as count').from('entries'))[0]?.count;

describe('whoever came in with a mailbox alone, and found no factor, while its owner puts one in place', () => {
  const mailbox = { helper, isProved: false };

  test('begins no application of codes', () =>
    refused(() => atomically(needs, (work) => beginEnrolment(work, mailbox)), 'second_factor_required'));

  test('confirms none that was begun', async () => {
    await atomically(needs, (work) => beginEnrolment(work, { helper, isProved: true }));
    const confirm = () => confirmEnrolment(needs, { ...mailbox, code: '123456' }, () => Promise.resolve());
    await refused(confirm, 'second_factor_required');
  });

  test('adds no passkey', async () => {
    await askNewPasskey({ ...needs, publicUrl }, { helper, sessionHash });
    const passkey = { ...mailbox, name: 'Mon ordinateur', credential: '{}', sessionHash, publicUrl };
    await refused(() => atomically(needs, (work) => addPasskey(work, passkey)), 'second_factor_required');
  });
});

test('whoever is suspended between their two factors is not let in', async () => {
  const arriving = await world.helper();
  await atomically(needs, (work) => haltHelper(work, arriving.id, halt));
  const enter = () => atomically(needs, (work) => completeSignIn(work, { helper: arriving, organisationId: arriving.organisation.id }));
  await refused(enter, 'account_not_admitted');
});

test('whoever belongs there already, suspended perhaps, does not come back by an invitation', async () => {
  const { value: token, hash: tokenHash } = newSecret();
  const { email, givenName, familyName } = helper;
  const times = { createdAt: clock.now(), expiresAt: after(clock.now(), day) };
  const from = { invitedBy: manager.id, organisationId: manager.organisation.id };
  const invitation = { email, givenName, familyName, role: 'manager', ...from, ...times, id: randomUUID(), tokenHash } as const;
  await atomically(needs, ({ tx }) => insertInvitation(tx, invitation));
  await refused(() => atomically(needs, (work) => acceptAs(work, { token, helper })), 'invitation_not_redeemable');
});

test('a manager reads no mandate of another organisation, whatever its number', async () => {
  const { id: mandateId } = await world.mandate({ helper: elsewhere });
  const look = { managing: managingAs(manager), mandateId, purpose: 'complaint', reason: 'Une plainte.' } as const;
  await refused(() => atomically(needs, (work) => lookIntoMandate(work, look)), 'mandate_unknown');
});

test('a mandate is not ended for a procedure that it does not cover', async () => {
  const { id: mandateId } = await world.mandate({ helper, procedures: ['papiers'] });
  const ending = {
    mandateId,
    procedure: 'argent',
    channel: 'own_space',
    helper,
    organisationId: helper.organisation.id,
  } as const;
  await refused(() => atomically(needs, (work) => revokeMandate(work, ending)), 'procedure_not_covered');
});

test('what two applications ask for one number is certified once', async () => {
  const { siret, name, address, territory } = helper.organisation;
  const contact = { postalCode: '70000', city: 'Vesoul', phone: null, email: null, website: null, openingHours: null };
  const facts = { ...contact, kind: 'CCAS', siret, name, address, territory } as const;
  const decided = { facts, until: after(clock.now(), 365 * day), by: operator };
  await refused(() => atomically(needs, (work) => certifyOrganisation(work, decided)), 'organisation_certified_already');
});

describe('a supervisor of one territory', () => {
  test.each(['organisationId', 'helperId', 'mandateId'] as const)('opens no case about another’s, by %s', async (by) => {
    const mandate = await world.mandate({ helper: elsewhere });
    const about = { organisationId: elsewhere.organisation.id, helperId: elsewhere.id, mandateId: mandate.id };
    const report = { supervisor, words: 'À voir.', [by]: about[by] };
    await refused(() => atomically(needs, (work) => reportCase(work, report)), 'not_found');
  });

  test.each([
    ['an organisation of another', () => ({ siret: elsewhere.organisation.siret, email: undefined }), 'organisation_unknown'],
    ['a helper of another', () => ({ siret: helper.organisation.siret, email: elsewhere.email }), 'helper_unknown'],
  ])('draws no sample from %s', async (_name, asked, code) => {
    await refused(() => findDrawnFrom(needs.db, supervisor, asked()), code);
  });
});

test('an organisation that was suspended while its manager’s page was open gives nothing', async () => {
  const { manager: other } = await aTeam(world);
  await atomically(needs, (work) => haltOrganisation(work, other.organisation.id, halt));
  const people = [{ email: 'nouvelle@ccas.example', givenName: 'Nour', familyName: 'HADDAD', role: 'helper' }] as const;
  await refused(() => atomically(needs, (work) => invitePeople(work, { managing: managingAs(other), people })), 'organisation_suspended');
});
