import { atomically, type Work } from '../../src/db/database.ts';
import { acceptAsNew } from '../../src/identity/accept-invitation.ts';
import { completeSignIn } from '../../src/identity/sign-in-helper.ts';
import { haltHelper } from '../../src/management/halt.ts';
import { removeHelper } from '../../src/management/remove-helper.ts';
import { resetFactors } from '../../src/management/reset-factors.ts';
import { askConfirmation } from '../../src/mandates/ask-confirmation.ts';
import { confirmAct } from '../../src/mandates/confirm-act.ts';
import { revokeMandate } from '../../src/mandates/revoke-mandate.ts';
import { useMandate } from '../../src/mandates/use-mandate.ts';
import { askForManager } from '../../src/operation/ask-for-manager.ts';
import { approveRequest } from '../../src/operation/dangerous-acts.ts';
import { listOpenRequests } from '../../src/operation/request-store.ts';
import { cancelInvitations } from '../../src/organisations/invitation-store.ts';
import { inviteHelper } from '../../src/organisations/invite-helper.ts';
import { findMember, lockOrganisationForChange } from '../../src/organisations/membership-store.ts';
import { setHelperSuspended } from '../../src/organisations/store.ts';
import { refusedWith } from '../support/acts.ts';
import { appointOperator } from '../support/appointed.ts';
import { codeReceived, confirmNumber } from '../support/confirming.ts';
import { Counter } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';
import { aTeam, managingAs } from '../support/managing.ts';
import { meeting } from '../support/meeting.ts';
import type { TestHelper } from '../support/world.ts';

// Two acts that need the same rows take them in one order: neither is undone by the database for having met the other.
const house = await openHouse();
const { context, world, url } = house;
const crossing = house.database.isServer ? test : test.skip; // the embedded engine does one transaction after the other
const doing = <T>(act: (work: Work) => Promise<T>) => atomically(context, act);
const reason = 'Contrôle.';

const done = { status: 'fulfilled' };
crossing('two managers remove each other, each from the organisation they manage', async () => {
  const [one, other] = [await world.helper({ role: 'manager' }), await world.helper({ role: 'manager' })];
  const at = context.clock.now();
  for (const [{ id }, { organisation }] of [
    [one, other],
    [other, one],
  ] as const)
    await context.db('memberships').insert({ helper_id: id, organisation_id: organisation.id, role: 'helper', joined_at: at });
  const both = (work: Work) => work.tx('helpers').whereIn('id', [one.id, other.id]).orderBy('id').forShare();
  const removing = [
    () => doing((work) => removeHelper(work, { managing: managingAs(one), helperId: other.id })),
    () => doing((work) => removeHelper(work, { managing: managingAs(other), helperId: one.id })),
  ];
  expect(await meeting(context, both, removing)).toMatchObject([done, done]);
  expect(await findMember(context.db, { helperId: other.id, organisationId: one.organisation.id })).toBeUndefined();
  expect(await findMember(context.db, { helperId: one.id, organisationId: other.organisation.id })).toBeUndefined();
});

/** Somebody about to sign. */
async function signing(helper: TestHelper) {
  const counter = new Counter(house, helper);
  await counter.signIn();
  const page = await counter.agree(await counter.identify(await counter.draft(), 'Armand GUILLOT'));
  const code = counter.code();
  return () => counter.sign(page, code);
}

crossing('a helper is halted in the middle of a signature: they are halted, and nothing is signed', async () => {
  const helper = await world.helper();
  const sign = await signing(helper);
  const organisation = (work: Work) => work.tx('organisations').where('id', helper.organisation.id).forUpdate().first('id');
  const halt = () => doing((work) => haltHelper(work, helper.id, { by: null, reason }));
  const [signed, halted] = await meeting(context, organisation, [sign, halt]);
  expect([signed, halted]).toMatchObject([{ value: { status: 403 } }, done]);
  expect(await context.db('mandates').where('helper_id', helper.id)).toEqual([]);
});

crossing('a helper’s factors are taken away while they sign: they are, and nothing is signed', async () => {
  const { manager, helper } = await aTeam(world);
  const sign = await signing(helper);
  const reset = () => doing((work) => resetFactors(work, { managing: managingAs(manager), helperId: helper.id, reason }));
  const [taken, signed] = await meeting(context, (work) => work.tx('helpers').where('id', helper.id).forShare().first('id'), [reset, sign]);
  expect([taken, signed]).toMatchObject([done, { value: { status: 422 } }]);
  expect(await context.db('mandates').where('helper_id', helper.id)).toEqual([]);
});

crossing('whoever asked for a dangerous act is stopped while another approves it: nothing was asked for', async () => {
  const [operator, approving] = [await appointOperator(context), await appointOperator(context)];
  const { manager, helper } = await aTeam(world);
  const stop = ({ tx, at }: Work, { id }: { readonly id: string }) => setHelperSuspended(tx, id, at);
  await doing((work) => stop(work, manager));
  await doing((work) => askForManager(work, { organisationId: helper.organisation.id, email: helper.email, operator }));
  const [asked] = (await listOpenRequests(context.db, context.clock.now())).filter(({ target }) => target === helper.organisation.id);
  const approve = () => doing((work) => approveRequest(work, { id: asked?.id ?? '', operator: approving, publicUrl: url }));
  expect(await meeting(context, (work) => stop(work, operator), [approve])).toEqual([
    { status: 'rejected', reason: refusedWith('requester_stopped') },
  ]);
});

crossing('an invitation is answered while it is taken back: it is taken back, and whoever takes it back is not undone', async () => {
  const manager = await world.helper({ role: 'manager' });
  const { organisation } = manager;
  const invited = { email: 'nadia@croise.example', givenName: 'Nadia', familyName: 'Petit', role: 'helper' } as const;
  await doing((work) => inviteHelper(work, { manager, organisation, invited, publicUrl: url }));
  const token = /invitation\/(\S+)/.exec((await house.takeMessages()).map(({ text }) => text).join())?.[1] ?? '';
  const accept = () => doing((work) => acceptAsNew(work, { token, language: 'fr', publicUrl: url }));
  const hold = ({ tx }: Work) => lockOrganisationForChange(tx, organisation.id);
  const takeBack = ({ tx, at }: Work) => cancelInvitations(tx, { organisationId: organisation.id, all: true }, at);
  expect(await meeting(context, hold, [accept], takeBack)).toEqual([
    { status: 'rejected', reason: refusedWith('invitation_not_redeemable') },
  ]);
});

crossing('somebody signs in on two devices at once: both come in', async () => {
  const { id, organisation, ...helper } = await world.helper();
  const enter = () => doing((work) => completeSignIn(work, { helper: { id, ...helper }, organisationId: organisation.id }));
  const hold = (work: Work) => work.tx('helpers').where('id', id).forShare().first('id');
  expect(await meeting(context, hold, [enter, enter])).toMatchObject([done, done]);
});

crossing('a sensitive act is confirmed while its mandate is ended: it is ended, and the act refused', async () => {
  const client = await world.client({ sensitiveActs: ['payment'] });
  const helper = await world.helper();
  const mandate = await world.mandate({ helper });
  await confirmNumber(context, mandate.personId);
  const of = { mandateId: mandate.id, helperId: helper.id, organisationId: helper.organisation.id, procedure: 'papiers' } as const;
  const sensitive = { acts: ['payment'] as const, requestHash: Buffer.alloc(32, 1) };
  const secondFactorAt = context.clock.now();
  await doing((work) => askConfirmation(work, { ...of, ...sensitive, client, secondFactorAt }));
  const code = await codeReceived(context);
  const act = () =>
    doing(async (work) => {
      await confirmAct(work, { ...of, ...sensitive, helper, clientId: client.id, code });
      await useMandate(work, { ...of, sensitive, client, secondFactorAt });
    });
  const hold = ({ tx }: Work) => tx('mandates').where('id', mandate.id).forUpdate().first('id');
  const end = (work: Work) => revokeMandate(work, { ...of, helper, procedure: null, channel: 'orally' });
  expect(await meeting(context, hold, [act], end)).toEqual([{ status: 'rejected', reason: refusedWith('mandate_revoked') }]);
});
