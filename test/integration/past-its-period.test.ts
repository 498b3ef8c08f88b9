import { day, second } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { agreeToMandate } from '../../src/mandates/agree-to-mandate.ts';
import { findDraft } from '../../src/mandates/draft-store.ts';
import { requestReception } from '../../src/mandates/request-reception.ts';
import { requestRemotely } from '../../src/mandates/request-remotely.ts';
import { findMandate } from '../../src/mandates/store.ts';
import { actsIn, refusedWith, whoOf } from '../support/acts.ts';
import { askingIn } from '../support/asking-by-sms.ts';
import { offeringIn } from '../support/offering.ts';
import { openRooms } from '../support/rooms.ts';
import { publicUrl } from '../support/telling.ts';
import { josephine } from '../support/world.ts';

const rooms = await openRooms();
const { needs, clock, world } = rooms;
const { conclude } = actsIn(rooms);
const asking = askingIn(rooms);
const offering = offeringIn(rooms);
const reception = requestReception({ ownIdpId: 'procura' });

type Agreeing = Parameters<typeof agreeToMandate>[1];

/** A person who opened their link and reads the terms of a mandate of one day. */
async function readsByLink() {
  const helper = await world.helper();
  const { id } = await world.draft({ helper, duration: 'day' });
  const to = { channel: 'email', address: 'a@example.fr' } as const;
  const vouched = { issuer: 'https://fc.example', subject: id, identity: josephine, idpId: null, acr: 'eidas1', authTime: clock.now() };
  const who = { draftId: id, returnsTo: null, beside: null, language: 'fr', ...vouched } as const;
  await atomically(needs, (work) => requestRemotely(work, { draftId: id, helper, organisation: helper.organisation, ...to, publicUrl }));
  await atomically(needs, (work) => reception.receive(work, who));
  const draft = await findDraft(needs.db, id);
  return { id, helper, party: { personId: draft?.personId ?? '' }, draft };
}

/** The mandate of one day that each way of agreeing leaves unanswered, and who answers it. */
const ways = {
  link: readsByLink,
  presence: async () => {
    const helper = await world.helper();
    const draft = await world.identify(await world.draft({ helper, duration: 'day' }), { helper });
    return { id: draft.id, helper, party: whoOf(draft.id, helper) };
  },
  invitation: async () => {
    const helper = await world.helper();
    const person = await offering.person();
    const { id } = await offering.begin(person, helper.organisation, { duration: 'day' });
    await offering.identify(id);
    return { id, helper, party: { personId: person.id } };
  },
  SMS: async () => {
    const known = await asking.known();
    const { id } = await asking.ask(known, { duration: 'day' });
    return { id, helper: known.helper, party: { personId: known.person.id } };
  },
};

async function agree(id: string, party: object) {
  const termsHash = (await findDraft(needs.db, id))?.termsHash?.toString('hex') ?? '';
  await atomically(needs, (work) => agreeToMandate(work, { draftId: id, protection: 'none', termsHash, ...party } as Agreeing)); // one of the two
}

/** As if it waited without end: what refuses is its period alone. */
const neverLapse = (id: string) =>
  rooms.asOwner(`alter table mandate_drafts disable trigger user;
    update mandate_drafts set lapses_at = '2099-01-01' where id = '${id}';
    alter table mandate_drafts enable trigger user`);

test.each(Object.keys(ways) as (keyof typeof ways)[])('a mandate of one day is not agreed to after that day: by %s', async (way) => {
  const { id, party } = await ways[way]();
  await neverLapse(id);
  clock.forward(day);
  await expect(agree(id, party)).rejects.toEqual(refusedWith('draft_period_over'));
  expect((await findDraft(needs.db, id))?.agreedAt).toBeNull();
});

test.each(Object.keys(ways) as (keyof typeof ways)[])('agreed to in time, it is not signed after that day: by %s', async (way) => {
  const { id, helper, party } = await ways[way]();
  await agree(id, party);
  await neverLapse(id);
  clock.forward(day);
  const sign = way === 'invitation' ? offering.accept(id, helper) : conclude(id, helper);
  await expect(sign).rejects.toEqual(refusedWith(way === 'invitation' ? 'offer_in_another_state' : 'draft_period_over'));
  expect(await findMandate(needs.db, id)).toBeUndefined();
});

test('one second before the end of that day it still is', async () => {
  const { id, helper, party } = await readsByLink();
  clock.forward(day - second);
  await agree(id, party);
  expect((await conclude(id, helper)).isNew).toBe(true);
});

test('a link waits no longer than what the person read would begin', async () => {
  const { draft } = await readsByLink();
  expect(draft?.lapsesAt).toEqual(draft?.expiresAt);
});

test('« oui » by SMS after the day of the mandate comes too late', async () => {
  const known = await asking.known();
  const draft = await asking.ask(known, { duration: 'day' });
  await asking.told(known.number);
  await neverLapse(draft.id);
  clock.forward(day);
  await asking.answer(known.number, 'oui');
  expect(await asking.stateOf(draft)).toBe('awaiting_person');
  expect((await asking.told(known.number))[0]).toMatch(/trop tard/);
});
