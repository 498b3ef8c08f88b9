import { startHousekeeping } from '../../src/housekeeping.ts';
import { atomically, type Work } from '../../src/db/database.ts';
import { listEntries } from '../../src/journal/store.ts';
import { haltHelper } from '../../src/management/halt.ts';
import { invitePeople } from '../../src/management/invite-people.ts';
import { closeOrganisation } from '../../src/operation/end-organisation.ts';
import { liftSuspension, suspendOrganisation, withdrawOrganisation } from '../../src/operation/stop-organisation.ts';
import { inviteCandidates } from '../../src/organisations/invite-candidates.ts';
import { cancelInvitations } from '../../src/organisations/invitation-store.ts';
import { certifyOrganisation } from '../../src/organisations/certify-organisation.ts';
import { findKnownFacts } from '../../src/organisations/renewal-store.ts';
import { insertMembership } from '../../src/organisations/store.ts';
import type { OrganisationFacts } from '../../src/organisations/application.ts';
import { yearsLater } from '../../src/clock.ts';
import { browserOf, operatorAt } from '../support/as-operator.ts';
import { wordsOf } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';
import { type Accepted, acceptedWith } from '../support/many-candidates.ts';

const house = await openHouse();
const { context, world } = house;
const odile = await operatorAt(house);
const reason = 'Contrôle en cours.';

const doing = <T>(act: (work: Work) => Promise<T>) => atomically(context, act);
const inviteAll = () => inviteCandidates({ ...context, publicUrl: house.url });
const sirets = [
  '73282932000074',
  '35600000000048',
  '21700018400010',
  '44306184100047',
  '77566657100010',
  '39860733300059',
  '21700550000012',
  '21700285000014',
  '21700482000015',
];
const accepted = (name: string, helpers: number) => acceptedWith(house, { name, siret: sirets.pop() ?? '', helpers });

/** Every address that an organisation invited, as often as it did. */
const invited = ({ managing: { organisation } }: Accepted): Promise<string[]> =>
  context.db.from('invitations').where('organisation_id', organisation.id).orderBy('email').pluck<string[]>('email');
const howMany = async (body: Accepted) => (await invited(body)).length;
const stop = ({ managing: { organisation } }: Accepted) => ({ organisationId: organisation.id, operator: odile.operator, reason });

test('an application with many helpers is accepted at once; all are invited a batch after the other, each once, with an entry and a mail, though it is cut off', async () => {
  const body = await accepted('beaune', 130);
  const { helper, organisation } = body.managing;
  expect(await howMany(body)).toBe(50);
  const manager = await browserOf(house, { ...helper, totpSecret: '', ...{ organisation } });
  expect(wordsOf(await manager.open(`${house.url}/manager/helpers`))).toContain(
    '80 personnes de votre demande d’habilitation sont encore à inviter',
  );
  expect(wordsOf(await odile.open(body.path))).toContain('80 aidants sont encore à inviter');

  let begun = 0;
  const cutOff = () => {
    if (begun === 1) throw new Error('cut off');
    begun += 1;
    return context.clock.now();
  };
  await expect(inviteCandidates({ ...context, clock: { now: cutOff }, publicUrl: house.url })).rejects.toThrow();
  expect(await howMany(body)).toBe(100);
  await Promise.all([inviteAll(), inviteAll()]);
  expect(await inviteAll()).toBe(0);
  expect(await invited(body)).toEqual([...body.emails].sort());
  const entries = await listEntries(context.db, { helperId: helper.id }, { limit: 300 });
  expect(entries.filter(({ event }) => event === 'helper_invited')).toHaveLength(130);
  expect((await house.takeMessages()).filter(({ to }) => body.emails.includes(to))).toHaveLength(130);
  expect(wordsOf(await manager.open(`${house.url}/manager/helpers`))).not.toContain('encore à inviter');
  expect(wordsOf(await odile.open(body.path))).not.toContain('encore à inviter');
});

test('whoever is a member meanwhile, or was invited by hand, is not invited again', async () => {
  const body = await accepted('dole', 54);
  const { managing, emails } = body;
  const [byHand = '', takenBack = '', member = ''] = emails.slice(50);
  const odette = { givenName: 'Odette', familyName: 'Le Goff', role: 'helper' } as const;
  await doing((work) => invitePeople(work, { managing, people: [byHand, takenBack].map((email) => ({ ...odette, email })) }));
  await doing(({ tx, at }) => cancelInvitations(tx, { organisationId: managing.organisation.id, email: takenBack }, at));
  const { id: helperId } = await world.helper({ email: member.toUpperCase() });
  await doing(({ tx, at: joinedAt }) =>
    insertMembership(tx, { helperId, organisationId: managing.organisation.id, role: 'helper', joinedAt }),
  );
  await inviteAll();
  expect(await invited(body)).toEqual(emails.filter((email) => email !== member).sort());
});

test('while the organisation is suspended nobody is invited; once it may act again, the service invites the others by itself', async () => {
  const body = await accepted('gray', 51);
  await doing((work) => suspendOrganisation(work, stop(body)));
  expect([await inviteAll(), await howMany(body)]).toEqual([0, 50]);
  await doing((work) => liftSuspension(work, stop(body)));
  const housekeeping = startHousekeeping(context, { every: 20 });
  while ((await howMany(body)) < 51) await new Promise((resolve) => setTimeout(resolve, 20));
  await housekeeping.stop();
});

test('a manager who is let in no more invites nobody: the others are invited in another manager’s name, or wait for one', async () => {
  const body = await accepted('lure', 51);
  const { helper, organisation } = body.managing;
  await doing((work) => haltHelper(work, helper.id, { by: odile.operator, reason }));
  expect([await inviteAll(), await howMany(body)]).toEqual([0, 50]);
  const other = await world.helper({ organisation, role: 'manager' });
  await inviteAll();
  expect(await context.db.from('invitations').where('invited_by', other.id).pluck('email')).toEqual(body.emails.slice(50));
});

test.each<[string, (work: Work, body: Accepted) => Promise<void>]>([
  ['withdrawn', (work, body) => withdrawOrganisation(work, stop(body))],
  ['closed', (work, body) => closeOrganisation(work, stop(body))],
])('nobody is invited any more to an organisation that was %s, even if it comes back', async (name, end) => {
  const body = await accepted(name, 51);
  const { id } = body.managing.organisation;
  await doing((work) => end(work, body));
  await context.db('organisation_endings').update({ finished_at: new Date() });
  const facts = await findKnownFacts(context.db, id);
  if (!facts.siret) throw new Error('no facts');
  await doing((work) =>
    certifyOrganisation(work, { facts: facts as OrganisationFacts, by: odile.operator, until: yearsLater(work.at, 1) }),
  );
  await inviteAll();
  const left = await context.db.from('applications').where('organisation_id', id).whereNotNull('invites_as').pluck('id');
  expect([await howMany(body), left]).toEqual([50, []]);
});

test('an application that cannot be read is named, and keeps no other from being seen to; once it can be read, it goes on', async () => {
  const [spoilt, gone, next] = [await accepted('vesoul', 51), await accepted('jussey', 51), await accepted('scey', 51)];
  const idOf = ({ path }: Accepted) => path.split('/').at(-1) ?? '';
  const rowOf = (body: Accepted) => context.db<{ id: string; people: Buffer; subject_ref: string }>('applications').where('id', idOf(body));
  const [people = Buffer.of()] = await rowOf(spoilt).pluck('people');
  await rowOf(spoilt).update({ people: Buffer.concat([people.subarray(0, -1), Buffer.of((people.at(-1) ?? 0) ^ 1)]) });
  const [subjectRef = ''] = await rowOf(gone).pluck('subject_ref');
  await house.database.asOwner(
    `update journal.subject_keys set wrapped_dek = null, shredded_at = created_at, erased_by = 1 where subject_ref = '${subjectRef}'`,
  );
  const failures = [spoilt, gone].map((body) => new Error(`nobody of application ${idOf(body)} could be invited`));
  await expect(inviteAll()).rejects.toMatchObject({ errors: failures }); // what a chore throws is logged, and the chore counted as failed
  expect(await Promise.all([spoilt, gone, next].map(howMany))).toEqual([50, 50, 51]);

  await rowOf(spoilt).update({ people });
  await expect(inviteAll()).rejects.toThrow('applications whose people could not be invited: 1');
  expect(await Promise.all([spoilt, gone].map(howMany))).toEqual([51, 50]);
});
