import { day, minute } from '../../src/clock.ts';
import { readEntries } from '../../src/journal/read-entries.ts';
import { lapseDrafts } from '../../src/mandates/abandon-draft.ts';
import { findDraft } from '../../src/mandates/draft-store.ts';
import { listOffersOfPerson, listWaitingOffers } from '../../src/mandates/offer-store.ts';
import { viewOffer } from '../../src/mandates/view-offer.ts';
import { helperName } from '../../src/organisations/helper.ts';
import { offeringIn } from '../support/offering.ts';
import { openRooms } from '../support/rooms.ts';

const rooms = await openRooms();
const { needs, world, clock } = rooms;
const offering = offeringIn(rooms);
const publicUrl = 'https://procura.example';
const waitingAt = (organisationId: string) => listWaitingOffers(needs.db, needs.vault, { organisationId, at: clock.now(), limit: 10 });

test('a person signs alone, a helper accepts: the mandate runs on the very terms, and names who accepted', async () => {
  const helper = await world.helper();
  const { id, person } = await offering.offered(helper.organisation);
  expect(await waitingAt(helper.organisation.id)).toMatchObject([{ id, procedures: ['papiers'], person: { id: person.id } }]);
  const { mandate, isNew } = await offering.accept(id, helper);
  expect(isNew).toBe(true);
  expect(mandate).toMatchObject({ helperId: helper.id, personId: person.id, namedHelpers: null });
  expect(mandate.termsHash).toEqual((await findDraft(needs.db, id))?.termsHash);
  expect(await waitingAt(helper.organisation.id)).toEqual([]);
  const entries = await readEntries(needs, { mandateId: id }, { limit: 9, before: null });
  expect(entries.map(({ event }) => event)).toEqual(['mandate_concluded', 'mandate_agreed', 'person_identified', 'mandate_offered']);
});

test('the terms say that the person prepared it, and name no helper', async () => {
  const { organisation } = await world.helper();
  const { id, person } = await offering.offered(organisation, { language: 'uk' });
  const { terms } = await viewOffer(needs, { draftId: id, person });
  expect(terms?.texts.map(({ language }) => language)).toEqual(['uk', 'fr']);
  expect(JSON.stringify(terms)).toContain('La personne a préparé ce mandat elle-même');
  expect(JSON.stringify(terms)).not.toContain('a préparé ce mandat\u00a0:');
});

test('signed, it is mailed to the managers of the organisation, once, without saying whose it is', async () => {
  const { organisation } = await world.helper();
  const manager = await world.helper({ organisation, role: 'manager' });
  await offering.messages();
  const { id, person } = await offering.offered(organisation);
  await offering.agree(id, person);
  const mails = await offering.messages();
  expect(mails).toMatchObject([{ to: manager.email, subject: 'Une personne propose un mandat à votre structure' }]);
  expect(mails[0]?.text).toContain(`/offers/${id}`);
  expect(mails[0]?.text).not.toMatch(/Joséphine|ST-PIERRE|papiers/i);
});

test('a person names who alone may use it, and finds them in the terms', async () => {
  const helper = await world.helper();
  const { id, person } = await offering.offered(helper.organisation, { namedHelpers: [helper.id] });
  const { terms } = await viewOffer(needs, { draftId: id, person });
  expect(JSON.stringify(terms)).toContain(`peuvent s’en servir\u00a0: ${helperName(helper)}`);
  const colleague = await world.helper({ organisation: helper.organisation });
  const { mandate } = await offering.accept(id, colleague);
  expect(mandate.namedHelpers).toEqual([helper.id]);
});

test('declined, the person reads why; nobody else can', async () => {
  const helper = await world.helper();
  const { id, person } = await offering.offered(helper.organisation);
  await offering.decline(id, helper);
  expect(await offering.stateOf(id)).toBe('refused');
  expect((await viewOffer(needs, { draftId: id, person })).reply).toBe('Nous sommes trop loin de chez vous.');
  const { rows } = await rooms.asOwner<{ reply: string }>(`select encode(reply, 'escape') as reply from mandate_drafts where id = '${id}'`);
  expect(rows[0]?.reply).not.toContain('trop loin');
});

test('the person takes it back, before or after signing; twice is no error', async () => {
  const { organisation } = await world.helper();
  const { id, person } = await offering.offered(organisation);
  expect(await listOffersOfPerson(needs.db, { personId: person.id, at: clock.now() })).toMatchObject([{ id }]);
  await offering.withdraw(id, person);
  await offering.withdraw(id, person);
  expect(await offering.stateOf(id)).toBe('abandoned');
  expect(await listOffersOfPerson(needs.db, { personId: person.id, at: clock.now() })).toEqual([]);
  const entries = await readEntries(needs, { mandateId: id }, { limit: 9, before: null });
  expect(entries.filter(({ event }) => event === 'offer_withdrawn')).toHaveLength(1);
});

test('it waits 21 days for its answer, then the person is told that nothing began', async () => {
  const helper = await world.helper();
  const { id } = await offering.offered(helper.organisation);
  clock.forward(21 * day - minute);
  await lapseDrafts({ ...needs, publicUrl });
  expect(await offering.stateOf(id)).toBe('awaiting_helper');
  clock.forward(minute);
  await expect(offering.accept(id, helper)).rejects.toMatchObject({ code: 'offer_in_another_state' });
  await lapseDrafts({ ...needs, publicUrl });
  expect(await offering.stateOf(id)).toBe('abandoned');
  expect((await offering.messages()).map(({ text }) => text).join()).toMatch(/n’a pas répondu à temps à votre proposition/);
});

test('a mandate of one day waits one day', async () => {
  const helper = await world.helper();
  const { id } = await offering.offered(helper.organisation, { duration: 'day' });
  clock.forward(day);
  await expect(offering.accept(id, helper)).rejects.toMatchObject({ code: 'offer_in_another_state' });
});

test('not signed within half an hour, it is over', async () => {
  const { organisation } = await world.helper();
  const person = await offering.person();
  const { id } = await offering.begin(person, organisation);
  await offering.identify(id);
  clock.forward(30 * minute);
  await expect(offering.agree(id, person)).rejects.toMatchObject({ code: 'draft_expired' });
  await lapseDrafts({ ...needs, publicUrl });
  await expect(offering.agree(id, person)).rejects.toMatchObject({ code: 'draft_expired' }); // swept, it was late still
});

test('taken back, it is not signed any more, and nobody is told that they are late', async () => {
  const { organisation } = await world.helper();
  const person = await offering.person();
  const { id } = await offering.begin(person, organisation);
  await offering.identify(id);
  await offering.withdraw(id, person);
  await expect(offering.agree(id, person)).rejects.toMatchObject({ code: 'draft_withdrawn' });
});
