import { atomically } from '../../src/db/database.ts';
import { day, minute } from '../../src/clock.ts';
import { listEntries } from '../../src/journal/store.ts';
import { agreeToMandate, declineMandate } from '../../src/mandates/agree-to-mandate.ts';
import { abandonDraft, lapseDrafts } from '../../src/mandates/abandon-draft.ts';
import { concludeMandate } from '../../src/mandates/conclude-mandate.ts';
import { showDraft } from '../../src/mandates/show-draft.ts';
import { findMandate } from '../../src/mandates/store.ts';
import type { Duration } from '../../src/mandates/mandate.ts';
import { openRooms } from '../support/rooms.ts';
import { josephine, type TestHelper } from '../support/world.ts';

const { needs, clock, world } = await openRooms();

const whoOf = (draftId: string, helper: TestHelper) => ({ draftId, helper, organisationId: helper.organisation.id });
const refusedWith = (code: string) => expect.objectContaining({ name: 'Refusal', code });

async function agreed(helper: TestHelper, terms = {}) {
  const draft = await world.identify(await world.draft({ helper, ...terms }), { helper });
  const termsHash = draft.termsHash?.toString('hex') ?? '';
  await atomically(needs, (work) => agreeToMandate(work, { ...whoOf(draft.id, helper), protection: 'none', termsHash }));
  return draft;
}

const conclude = (draftId: string, helper: TestHelper) => atomically(needs, (work) => concludeMandate(work, whoOf(draftId, helper)));

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
  expect(await lapseDrafts(needs)).toBeGreaterThan(0);
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

test('what the organisation excludes cannot be drafted', async () => {
  const helper = await world.helper({ organisation: await world.organisation({ excludedProcedures: ['argent'] }) });
  await expect(world.draft({ helper, procedures: ['argent'] })).rejects.toEqual(refusedWith('procedure_excluded_by_organisation'));
});
