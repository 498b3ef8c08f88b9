import { day, minute } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { draftMandate } from '../../src/mandates/draft-mandate.ts';
import type { Mandate } from '../../src/mandates/mandate.ts';
import { revokeMandate } from '../../src/mandates/revoke-mandate.ts';
import { showDraft } from '../../src/mandates/show-draft.ts';
import type { Procedure } from '../../src/mandates/procedures.ts';
import { verifyMandate } from '../../src/mandates/verify-mandate.ts';
import { viewMandate } from '../../src/mandates/view-mandate.ts';
import { openRooms } from '../support/rooms.ts';
import { josephine, type TestHelper } from '../support/world.ts';

const rooms = await openRooms();
const { needs, db, clock, world } = rooms;

const refusedWith = (code: string): unknown => expect.objectContaining({ name: 'Refusal', code });

const renew = (mandate: Mandate, helper: TestHelper, procedures: readonly Procedure[] = ['papiers']) =>
  atomically(needs, (work) =>
    draftMandate(work, { helper, organisation: helper.organisation, procedures, duration: 'month', language: 'fr', renews: mandate.id }),
  );

test.each([
  ['while it is active', 0],
  ['five days after its end', 1 + 5],
  ['365 days after its end, but for an instant', 1 + 364],
])('a mandate is renewed %s', async (_, days) => {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper, duration: 'day' });
  clock.forward(days * day);
  await expect(renew(mandate, helper)).resolves.toMatchObject({ renews: mandate.id });
});

test('more than a year after its end, it is not', async () => {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper, duration: 'day' });
  clock.forward(366 * day);
  await expect(renew(mandate, helper)).rejects.toEqual(refusedWith('mandate_not_renewable'));
});

test('once the person ended all of it, it is not', async () => {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper });
  const who = { mandateId: mandate.id, helper, organisationId: helper.organisation.id };
  await atomically(needs, (work) => revokeMandate(work, { ...who, procedure: null, channel: 'letter' }));
  await expect(renew(mandate, helper)).rejects.toEqual(refusedWith('mandate_not_renewable'));
});

test('another organisation’s mandate cannot be renewed here', async () => {
  const mandate = await world.mandate({ helper: await world.helper() });
  await expect(renew(mandate, await world.helper())).rejects.toEqual(refusedWith('mandate_unknown'));
});

test('only the same person renews; what is added is shown as added', async () => {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper });
  const draft = await renew(mandate, helper, ['papiers', 'logement']);
  await expect(world.identify(draft, { helper, identity: { ...josephine, givenName: 'Yvette' } })).rejects.toEqual(
    refusedWith('person_is_another'),
  );
  await world.identify(draft, { helper });
  const owner = { helperId: helper.id, organisationId: helper.organisation.id };
  expect((await showDraft(needs, { draftId: draft.id, owner })).added).toEqual(['logement']);
});

test('what was agreed to does not change when the organisation is renamed; its fingerprint is confirmed, another is not', async () => {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper });
  const who = { mandateId: mandate.id, helper, organisation: helper.organisation };
  const before = await atomically(needs, (work) => viewMandate(work, who));
  await rooms.asOwner(`update organisations set name = 'Autre nom' where id = '${helper.organisation.id}'`);
  await rooms.asOwner(`update helpers set family_name = 'AUTRE' where id = '${helper.id}'`);
  expect((await atomically(needs, (work) => viewMandate(work, who))).terms).toEqual(before.terms);
  const fingerprint = mandate.termsHash.toString('hex');
  const verify = (paper: string) => verifyMandate(db, { reference: mandate.id, fingerprint: paper }, clock.now());
  expect(await verify(fingerprint)).toEqual({ isActive: true, expiresAt: mandate.expiresAt });
  expect(await verify(fingerprint.replace(/^./, (digit) => (digit === '0' ? '1' : '0')))).toBeNull();
});

test('stored terms that were altered are not shown as if nothing were', async () => {
  const helper = await world.helper();
  const [mandate, other] = [await world.mandate({ helper }), await world.mandate({ helper: await world.helper() })];
  clock.forward(minute);
  await rooms.asOwner(
    `set session_replication_role = replica; update mandates set terms = (select terms from mandates where id = '${other.id}') where id = '${mandate.id}'; set session_replication_role = default; select 1`,
  );
  await expect(
    atomically(needs, (work) => viewMandate(work, { mandateId: mandate.id, helper, organisation: helper.organisation })),
  ).rejects.toThrow();
});
