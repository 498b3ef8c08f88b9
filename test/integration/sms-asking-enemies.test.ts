import { day } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import type { Draft } from '../../src/mandates/draft.ts';
import { findDraft } from '../../src/mandates/draft-store.ts';
import { requestRemotely } from '../../src/mandates/request-remotely.ts';
import { askingIn } from '../support/asking-by-sms.ts';
import { openRooms } from '../support/rooms.ts';
import { publicUrl } from '../support/telling.ts';

const rooms = await openRooms();
const { needs, world, clock } = rooms;
const asking = askingIn(rooms);
type Known = Awaited<ReturnType<typeof asking.known>>;

const refused = async (known: Pick<Known, 'helper' | 'person' | 'number'>, code = 'person_not_askable') => {
  const draft = await world.draft({ helper: known.helper });
  await expect(asking.askAbout(draft, known)).rejects.toMatchObject({ code });
  expect(await asking.stateOf(draft)).toBe('draft');
  expect(await asking.told(known.number)).toEqual([]);
};

test('somebody whom another organisation knows: they do not exist here', async () => {
  const known = await asking.known();
  await refused({ ...known, helper: await world.helper() });
});

test('somebody whose number waits for its confirmation', async () => refused(await asking.known({ isConfirmed: false })));

test('somebody identified more than a year ago; to the day', async () => {
  const known = await asking.known();
  clock.forward(365 * day - 1);
  await asking.ask(known);
  clock.forward(22 * day);
  await asking.contacts.messages();
  await refused(known);
});

test('somebody who agreed by SMS since, but did not identify themself again', async () => {
  const known = await asking.known();
  clock.forward(300 * day);
  const draft = await asking.ask(known);
  await asking.told(known.number);
  await asking.answer(known.number, 'oui');
  await asking.sign(draft, known);
  await asking.contacts.messages();
  clock.forward(100 * day);
  await refused(known);
});

test('two persons who share a telephone', async () => {
  const [one, other] = [await asking.known(), await asking.known()];
  await asking.contacts.confirmed(other.person, one.number);
  await refused(one);
});

test('nobody else takes a number from whoever shows that it is theirs: to say so is not enough', async () => {
  const [one, other] = [await asking.known(), await asking.known()];
  await asking.contacts.add(other.person, one.number);
  const draft = await asking.ask(one);
  await asking.told(one.number);
  await asking.answer(one.number, 'oui');
  expect(await asking.stateOf(draft)).toBe('awaiting_helper');
  await asking.contacts.confirmed(other.person, one.number);
  await asking.answer(one.number, 'non'); // a no is taken from a telephone that two persons share
  expect(await asking.stateOf(draft)).toBe('refused');
});

test('a number that has a question open already, be it from another organisation', async () => {
  const known = await asking.known();
  const draft = await asking.ask(known);
  await asking.told(known.number);
  await refused(known, 'question_open_already');
  await asking.answer(known.number, 'oui');
  expect(await asking.stateOf(draft)).toBe('awaiting_helper');
  await asking.ask(known);
});

test('anybody, by another helper’s draft', async () => {
  const known = await asking.known();
  const draft = await world.draft({ helper: known.helper });
  await expect(asking.askAbout(draft, { ...known, helper: await world.helper() })).rejects.toMatchObject({ code: 'draft_unknown' });
});

test('a helper does not ask themself, nor a namesake', async () => {
  const { helper, person, number } = await asking.known();
  const { givenName, familyName } = person.identity;
  await refused(
    { person, number, helper: await world.helper({ organisation: helper.organisation, givenName, familyName }) },
    'person_is_the_helper',
  );
});

test.each<[string, (draft: Draft, known: Known) => Promise<unknown>]>([
  ['by SMS', (draft, known) => asking.askAbout(draft, known)],
  [
    'by a link',
    ({ id: draftId }, { helper }) =>
      atomically(needs, (work) =>
        requestRemotely(work, { draftId, helper, organisation: helper.organisation, channel: 'email', address: 'a@example.fr', publicUrl }),
      ),
  ],
])('whoever reads the terms beside the helper is not asked from afar too, nor is another in their place: %s', async (_, ask) => {
  const known = await asking.known();
  const draft = await world.identify(await world.draft(known), known);
  await expect(ask(draft, known)).rejects.toMatchObject({ code: 'draft_in_another_state' });
  expect((await findDraft(needs.db, draft.id))?.personId).toBe(draft.personId);
  expect(await asking.contacts.messages()).toEqual([]);
});
