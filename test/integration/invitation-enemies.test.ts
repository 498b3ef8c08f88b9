import { atomically } from '../../src/db/database.ts';
import { day, after } from '../../src/clock.ts';
import { acceptAs, acceptAsNew, readInvitation } from '../../src/identity/accept-invitation.ts';
import { enrolManager } from '../../src/organisations/enrol-manager.ts';
import { inviteHelper } from '../../src/organisations/invite-helper.ts';
import type { Organisation } from '../../src/organisations/organisation.ts';
import { setOrganisationSuspended } from '../../src/organisations/store.ts';
import { findMember } from '../../src/organisations/membership-store.ts';
import { findHelperByEmail } from '../../src/organisations/store.ts';
import { refusedWith } from '../support/acts.ts';
import { appointOperator } from '../support/appointed.ts';
import { browserOf } from '../support/as-operator.ts';
import { openHouse } from '../support/house.ts';
import { aTeam } from '../support/managing.ts';
import { entriesOf } from '../support/staff.ts';

const house = await openHouse();
const { context, world } = house;
const { publicUrl } = context;

let count = 0;
/** The link in the mail of somebody invited, and the organisation that invites. */
async function invited(
  email = `nadia${String(++count)}@ccas.example`,
): Promise<{ email: string; token: string; organisation: Organisation }> {
  const { manager } = await aTeam(world);
  const who = { email, givenName: 'Nadia', familyName: 'BELKACEM', role: 'helper' as const };
  await atomically(context, (work) => inviteHelper(work, { manager, organisation: manager.organisation, invited: who, publicUrl }));
  const mail = (await house.takeMessages()).find(({ to }) => to === email);
  const token = /\/invitation\/(\S+)/.exec(mail?.text ?? '')?.[1] ?? '';
  return { email, token, organisation: manager.organisation };
}

const acceptNew = (token: string) => atomically(context, (work) => acceptAsNew(work, { token, language: 'fr', publicUrl }));
const no = refusedWith('invitation_not_redeemable');

test('forwarded, an invitation lets nobody in: the account, and the only link that opens it, are the mailbox’s that was invited', async () => {
  const { email, token } = await invited();
  await acceptNew(token); // whoever holds the forwarded link may press the button
  const sent = (await house.takeMessages()).map(({ to }) => to);
  expect(sent).toEqual([email]);
});

test('forwarded to a colleague who is signed in, it does not make them a member, and that they tried is recorded', async () => {
  const { email, token, organisation } = await invited((await world.helper()).email);
  const colleague = await world.helper();
  const browser = await browserOf(house, colleague);
  const page = await browser.open(`${house.url}/invitation/${token}`);
  const csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const answer = await browser.request(`${house.url}/invitation/${token}`, { _csrf: csrf });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(await findMember(context.db, { helperId: colleague.id, organisationId: organisation.id })).toBeUndefined();
  expect(await entriesOf(context, colleague)).toContain('invitation_refused: invitation_not_redeemable');
  const helper = await findHelperByEmail(context.db, email);
  if (!helper) throw new Error('no account');
  await atomically(context, (work) => acceptAs(work, { token, helper })); // the right one still can: the attempt used nothing up
  expect(await findMember(context.db, { helperId: helper.id, organisationId: organisation.id })).toMatchObject({ role: 'helper' });
});

test('forwarded to a colleague who is signed in, it makes no account either', async () => {
  const { email, token } = await invited();
  const browser = await browserOf(house, await world.helper());
  const { text } = await browser.open(`${house.url}/factors`);
  const csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  const answer = await browser.request(`${house.url}/invitation/${token}`, { _csrf: csrf });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(await findHelperByEmail(context.db, email)).toBeUndefined();
});

test('used twice, at once or one after the other, it makes one member', async () => {
  const { token } = await invited();
  const both = await Promise.allSettled([acceptNew(token), acceptNew(token)]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  await expect(acceptNew(token)).rejects.toEqual(no);
});

test('after its fortnight it is nothing', async () => {
  const { token } = await invited();
  const late = { ...context, clock: { now: () => after(context.clock.now(), 14 * day) } };
  await expect(atomically(late, (work) => acceptAsNew(work, { token, language: 'fr', publicUrl }))).rejects.toEqual(no);
  await expect(readInvitation(context.db, token, late.clock.now())).rejects.toEqual(no);
});

test('an account of another duty does not answer one, signed in or not', async () => {
  const operator = await appointOperator(context);
  const { token } = await invited(operator.email);
  await expect(acceptNew(token)).rejects.toEqual(no);
  await expect(atomically(context, (work) => acceptAs(work, { token, helper: operator }))).rejects.toEqual(no);
});

test('the invitation of an organisation that was suspended since is refused, and nothing is used up', async () => {
  const { email, token, organisation } = await invited();
  await atomically(context, ({ tx, at }) => setOrganisationSuspended(tx, organisation.id, at));
  await expect(acceptNew(token)).rejects.toEqual(refusedWith('organisation_suspended'));
  expect(await findHelperByEmail(context.db, email)).toBeUndefined();
  await atomically(context, ({ tx, at }) => setOrganisationSuspended(tx, organisation.id, null, at));
  await acceptNew(token);
});

test.each(['suspendedAt', 'withdrawnAt'])('an organisation does not begin with a manager who is not let in: %s', async (state) => {
  const { email, givenName, familyName } = await world.helper({ [state]: new Date() });
  const organisation = await world.organisation();
  const candidate = { email, givenName, familyName };
  const enrolment = atomically(context, (work) => enrolManager(work, { candidate, organisation, publicUrl }));
  await expect(enrolment).rejects.toEqual(refusedWith('helper_suspended'));
});
