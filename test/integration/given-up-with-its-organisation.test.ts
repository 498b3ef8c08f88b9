import { atomically } from '../../src/db/database.ts';
import { type Language, translator } from '../../src/http/texts.ts';
import { readEntries } from '../../src/journal/read-entries.ts';
import { agreeToMandate } from '../../src/mandates/agree-to-mandate.ts';
import type { Draft } from '../../src/mandates/draft.ts';
import { findDraft } from '../../src/mandates/draft-store.ts';
import { listToPrint } from '../../src/mandates/news-store.ts';
import { requestRemotely } from '../../src/mandates/request-remotely.ts';
import { nameInText } from '../../src/notifications/name-in-text.ts';
import { letterLines } from '../../src/notifications/news-messages.ts';
import type { Content } from '../../src/notifications/outbox.ts';
import { smsText } from '../../src/notifications/sms-text.ts';
import { carryOutEndings } from '../../src/operation/carry-out-endings.ts';
import { closeOrganisation, mergeOrganisations } from '../../src/operation/end-organisation.ts';
import { withdrawOrganisation } from '../../src/operation/stop-organisation.ts';
import type { EndingCause } from '../../src/organisations/ending.ts';
import { isEnding } from '../../src/organisations/ending-store.ts';
import type { Organisation } from '../../src/organisations/organisation.ts';
import { chooseHowToBeTold } from '../../src/people/choose-how-to-be-told.ts';
import type { PivotIdentity } from '../../src/people/person.ts';
import { findPerson } from '../../src/people/store.ts';
import type { Vault } from '../../src/vault.ts';
import { appointOperator } from '../support/appointed.ts';
import { askingIn } from '../support/asking-by-sms.ts';
import { aTeam } from '../support/managing.ts';
import { offeringIn } from '../support/offering.ts';
import { openRooms } from '../support/rooms.ts';
import { publicUrl } from '../support/telling.ts';
import { josephine, type TestHelper } from '../support/world.ts';

const rooms = await openRooms();
const { needs, world } = rooms;
const { contacts, ...asking } = askingIn(rooms);
const offering = offeringIn(rooms);
const reason = 'Fin de la convention.';

type End = (organisationId: string, intoId: string) => Promise<void>;
const ends: Readonly<Record<EndingCause, End>> = {
  organisation_closed: (organisationId) => atomically(needs, (work) => closeOrganisation(work, { organisationId, reason })),
  organisation_merged: (organisationId, intoId) =>
    atomically(needs, (work) => mergeOrganisations(work, { organisationId, intoId, reason, publicUrl })),
  organisation_withdrawn: async (organisationId) => {
    const operator = await appointOperator(needs);
    await atomically(needs, (work) => withdrawOrganisation(work, { organisationId, operator, reason }));
  },
};
const carryOut = (given = needs) => carryOutEndings({ ...given, publicUrl });

let count = 0;
const nextAddress = () => `given${String(++count)}@example.fr`;
const somebody = () => ({ ...josephine, givenName: `Joséphine ${String(count)}`, email: nextAddress() });

/** Agreed to at the counter, not countersigned; told in French made easy. */
async function agreed(helper: TestHelper, identity: PivotIdentity = somebody()) {
  const draft = await world.identify(await world.draft({ helper, language: 'fr-FALC' }), { helper, identity });
  const termsHash = draft.termsHash?.toString('hex') ?? '';
  const who = { draftId: draft.id, helper, organisationId: helper.organisation.id, protection: 'none', termsHash } as const;
  await atomically(needs, (work) => agreeToMandate(work, who));
  return { draft, address: identity.email };
}

/** Asked from afar by a link that nobody opened. */
async function asked(helper: TestHelper) {
  const [draft, address] = [await world.draft({ helper, language: 'ar' }), nextAddress()];
  const { organisation } = helper;
  const request = { draftId: draft.id, helper, organisation, channel: 'email', address, publicUrl } as const;
  await atomically(needs, (work) => requestRemotely(work, request));
  return { draft, address };
}

const stateOf = async ({ id }: Pick<Draft, 'id'>) => (await findDraft(needs.db, id))?.endCause ?? 'under way';

/** Who is told in this language that nothing begins with an organisation, and why. */
function toldOf({ sent, cause, from, into }: { sent: readonly Content[]; cause: EndingCause } & Names, language: Language): string[] {
  const t = translator(language);
  const [organisation, other] = [nameInText(language, from.name), nameInText(language, into.name)];
  const why = cause === 'organisation_merged' ? t('message.given_up.merged', { into: other }) : t(`message.because.${cause}`);
  const lines = [t('message.given_up.text', { organisation }), why];
  return sent.flatMap(({ to, text }) => (lines.every((line) => smsText(text).includes(smsText(line))) ? [to] : [])).sort();
}
type Names = Readonly<Record<'from' | 'into', Organisation>>;

test.each(Object.keys(ends) as EndingCause[])(
  '%s: whoever agreed, offered or was asked is told that nothing begins, and why',
  async (cause) => {
    const [{ helper }, { helper: there }] = [await aTeam(world), await aTeam(world)];
    const [atCounter, byLink] = [await agreed(helper), await asked(helper)];
    const offered = await offering.offered(helper.organisation);
    const known = await asking.known({ helper });
    const bySms = await asking.ask(known);
    const byMessage = { channel: 'sms', rhythm: 'at_once', language: 'fr' } as const;
    await atomically(needs, (work) => chooseHowToBeTold(work, { ...byMessage, person: known.person }));
    const begun = await world.identify(await world.draft({ helper }), { helper, identity: { ...josephine, email: nextAddress() } });
    await contacts.messages();
    await ends[cause](helper.organisation.id, there.organisation.id);
    await carryOut();
    const drafts = [atCounter.draft, byLink.draft, offered, bySms, begun];
    expect(await Promise.all(drafts.map(stateOf))).toEqual(drafts.map(() => 'abandoned'));

    const told = { sent: await contacts.messages(), cause, from: helper.organisation, into: there.organisation };
    expect(toldOf(told, 'fr-FALC')).toEqual([atCounter.address]);
    expect(toldOf(told, 'ar')).toEqual([byLink.address]);
    const [offerer] = await contacts.list(offered.person);
    expect(toldOf(told, 'fr')).toEqual([known.number, offerer?.address].sort());
    for (const personId of [offered.person.id, known.person.id]) {
      const entries = await readEntries(needs, { personId }, { limit: 10, before: null });
      const { fields } = entries.find(({ event }) => event === 'mandate_abandoned') ?? {};
      expect(fields).toMatchObject({ channel: cause, reason });
    }
  },
);

test('whom no message reaches reads it in their letter', async () => {
  const { helper } = await aTeam(world);
  const { email: _, ...unreachable } = { ...josephine, givenName: 'Lucienne' };
  const { draft } = await agreed(helper, unreachable);
  const personId = (await findDraft(needs.db, draft.id))?.personId ?? '';
  await ends.organisation_closed(helper.organisation.id, '');
  await carryOut();
  const news = await needs.db.transaction((tx) => listToPrint(tx, { organisationId: helper.organisation.id, personId }));
  const told = news.map(({ kind, organisation, happenedAt: at }) => ({ kind, organisation, at }));
  expect(letterLines('fr', told)).toEqual([translator('fr')('message.given_up.text', { organisation: helper.organisation.name })]);
});

test('nobody is told before it is given up and written: what fails for one is undone for the others of the batch, and each is told once; another organisation ends meanwhile', async () => {
  const { helper } = await aTeam(world);
  const both = [await agreed(helper), await agreed(helper)].sort((one, other) => (one.draft.id < other.draft.id ? -1 : 1));
  const last = await findPerson(needs.db, needs.vault, both[1]?.draft.personId ?? '');
  await ends.organisation_closed(helper.organisation.id, '');
  const open: Vault['open'] = (purpose, context, sealed) => {
    if (context === last?.subjectRef) throw new Error('no key of ours opens it');
    return needs.vault.open(purpose, context, sealed);
  };
  const { helper: next } = await aTeam(world);
  const one = await agreed(next);
  await ends.organisation_closed(next.organisation.id, '');
  await expect(carryOut({ ...needs, vault: { ...needs.vault, open } })).rejects.toMatchObject({
    errors: [new Error(`not all of organisation ${helper.organisation.id} could be ended`)],
  });
  expect([await stateOf(one.draft), await isEnding(needs.db, next.organisation.id)]).toEqual(['abandoned', false]); // though asked for later
  const addressees = async () => (await contacts.messages()).map(({ to }) => to).filter((to) => to.startsWith('given'));
  expect([await Promise.all(both.map(({ draft }) => stateOf(draft))), await addressees()]).toEqual([
    ['under way', 'under way'],
    [one.address],
  ]);
  await Promise.all([carryOut(), carryOut()]);
  await carryOut();
  expect((await addressees()).sort()).toEqual(both.map(({ address }) => address).sort());
});
