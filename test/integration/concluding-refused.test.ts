import { atomically } from '../../src/db/database.ts';
import { minute } from '../../src/clock.ts';
import { listEntries } from '../../src/journal/store.ts';
import { agreeToMandate, declineMandate } from '../../src/mandates/agree-to-mandate.ts';
import { abandonDraft, lapseDrafts } from '../../src/mandates/abandon-draft.ts';
import { insertSuspension, setLeft } from '../../src/organisations/membership-store.ts';
import { showDraft } from '../../src/mandates/show-draft.ts';
import { actsIn, refusedWith, whoOf } from '../support/acts.ts';
import { openRooms } from '../support/rooms.ts';
import { josephine } from '../support/world.ts';

const rooms = await openRooms();
const { needs, clock, world } = rooms;
const { agreed, conclude } = actsIn(rooms);

test('the person agrees to the terms they were shown, not to others', async () => {
  const helper = await world.helper();
  const draft = await world.identify(await world.draft({ helper }), { helper });
  const agree = atomically(needs, (work) =>
    agreeToMandate(work, { ...whoOf(draft.id, helper), protection: 'none', termsHash: '0'.repeat(64) }),
  );
  await expect(agree).rejects.toEqual(refusedWith('terms_changed'));
});

test.each(['sauvegarde', 'curatelle', 'tutelle'] as const)('a person under %s is not asked to agree', async (protection) => {
  const helper = await world.helper();
  const draft = await world.identify(await world.draft({ helper }), { helper });
  const agree = atomically(needs, (work) =>
    agreeToMandate(work, { ...whoOf(draft.id, helper), protection, termsHash: draft.termsHash?.toString('hex') ?? '' }),
  );
  await expect(agree).rejects.toEqual(refusedWith('person_is_protected'));
});

test.each([
  ['person_is_minor', { ...josephine, birthdate: '2010-06-01' }],
  ['person_is_minor', { ...josephine, birthdate: '2008-00-00' }],
  ['identity_from_our_own_provider', josephine],
] as const)('%s: the identity is refused and the draft waits for another', async (code, identity) => {
  const helper = await world.helper();
  const draft = await world.draft({ helper });
  const idpId = code === 'identity_from_our_own_provider' ? 'procura' : null;
  await expect(world.identify(draft, { helper, identity, idpId })).rejects.toEqual(refusedWith(code));
  const { draft: after } = await showDraft(needs, {
    draftId: draft.id,
    owner: { helperId: helper.id, organisationId: helper.organisation.id },
  });
  expect(after).toMatchObject({ state: 'draft', personId: null });
});

test('helpers cannot be helped by themselves, by name or by mailbox', async () => {
  const helper = await world.helper({ givenName: 'Joséphine', familyName: 'Saint-Pierre', email: 'josephine@example.fr' });
  await expect(world.identify(await world.draft({ helper }), { helper })).rejects.toEqual(refusedWith('person_is_the_helper'));
  const namesake = await world.helper({ givenName: 'josephine', familyName: 'st pierre' });
  await expect(world.identify(await world.draft({ helper: namesake }), { helper: namesake })).rejects.toEqual(
    refusedWith('person_is_the_helper'),
  );
});

test('a draft past its 30 minutes is refused at every step and swept with its entry', async () => {
  const helper = await world.helper();
  const draft = await agreed(helper);
  clock.forward(30 * minute);
  await expect(conclude(draft.id, helper)).rejects.toEqual(refusedWith('draft_expired'));
  expect(await lapseDrafts({ ...needs, publicUrl: 'https://procura.example' })).toBeGreaterThan(0);
  expect((await listEntries(needs.db, { mandateId: draft.id }, { limit: 1 }))[0]?.event).toBe('mandate_abandoned');
  await expect(conclude(draft.id, helper)).rejects.toEqual(refusedWith('draft_expired'));
});

test('a draft is nobody else’s: another helper, even a colleague, does not find it', async () => {
  const helper = await world.helper();
  const draft = await agreed(helper);
  for (const stranger of [await world.helper(), await world.helper({ organisation: helper.organisation })]) {
    await expect(conclude(draft.id, stranger)).rejects.toEqual(refusedWith('draft_unknown'));
    await expect(atomically(needs, (work) => abandonDraft(work, whoOf(draft.id, stranger)))).rejects.toEqual(refusedWith('draft_unknown'));
  }
});

test('a person who says no ends the draft: nothing can be signed after it', async () => {
  const helper = await world.helper();
  const draft = await agreed(helper);
  await atomically(needs, (work) => declineMandate(work, whoOf(draft.id, helper)));
  await expect(conclude(draft.id, helper)).rejects.toEqual(refusedWith('draft_in_another_state'));
});

test('a helper whose certification ended meanwhile cannot sign, nor prepare another', async () => {
  const helper = await world.helper({ certificationExpiresAt: new Date(clock.now().getTime() + 10 * minute) });
  const draft = await agreed(helper);
  clock.forward(10 * minute);
  await expect(conclude(draft.id, helper)).rejects.toEqual(refusedWith('helper_not_certified'));
  await expect(world.draft({ helper })).rejects.toEqual(refusedWith('helper_not_certified'));
});

test.each([
  ['left the organisation', setLeft],
  ['was suspended there by a manager', insertSuspension],
])('a helper who %s meanwhile signs nothing for it any more', async (_, stop) => {
  const helper = await world.helper();
  const draft = await agreed(helper);
  await atomically(needs, ({ tx, at }) => stop(tx, { helperId: helper.id, organisationId: helper.organisation.id }, at));
  await expect(conclude(draft.id, helper)).rejects.toEqual(refusedWith('helper_not_member'));
});

test('what the organisation excludes cannot be drafted', async () => {
  const helper = await world.helper({ organisation: await world.organisation({ excludedProcedures: ['argent'] }) });
  await expect(world.draft({ helper, procedures: ['argent'] })).rejects.toEqual(refusedWith('procedure_excluded_by_organisation'));
});
