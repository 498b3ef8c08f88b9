import { ownDataBlocks } from '../../src/own-space/data-blocks.ts';
import { openHouse } from '../support/house.ts';
import { offeringIn } from '../support/offering.ts';
import { atHome } from '../support/own-space.ts';

const house = await openHouse();
const { url, context, world } = house;
const offering = offeringIn({ needs: context });
const helper = await world.helper();
const elsewhere = await world.helper();
const { id: waiting, person } = await offering.offered(helper.organisation, { language: 'ar' });
const subject = 'offers-1';

/** A second offer of the same person, up to their agreement. */
async function offer(organisation: typeof helper.organisation) {
  const { id } = await offering.begin(person, organisation, { procedures: ['logement'] });
  await offering.identify(id, subject);
  await offering.agree(id, person);
  return id;
}

const declined = await offer(elsewhere.organisation);
await offering.decline(declined, elsewhere);
const begun = await offering.begin(person, elsewhere.organisation, { procedures: ['justice'] });
const accepted = await offer(elsewhere.organisation);
await offering.accept(accepted, elsewhere);
const { id: another } = await offering.offered(helper.organisation);

test('the file for programs holds what is no mandate, or none yet, with the text agreed to and the answer, and nobody else’s', async () => {
  const { text } = await (await atHome(context, person.id)).open(`${url}/me/data.json`);
  const { drafts, mandates } = JSON.parse(text) as { drafts: { id: string }[]; mandates: { id: string }[] };
  expect(mandates.map(({ id }) => id)).toEqual([accepted]);
  expect(drafts.map(({ id }) => id).sort()).toEqual([waiting, declined, begun.id].sort());
  const of = (id: string) => drafts.find((draft) => draft.id === id);
  const agreed = { agreedAt: expect.any(String) as string, terms: { texts: [{ language: 'ar' }, { language: 'fr' }] } };
  expect(of(waiting)).toMatchObject({
    state: 'awaiting_helper',
    organisation: helper.organisation.name,
    procedures: ['papiers'],
    ...agreed,
  });
  const reply = 'Nous sommes trop loin de chez vous.';
  expect(of(declined)).toMatchObject({ state: 'ended', endCause: 'refused', procedures: ['logement'], reply });
  expect(of(begun.id)).toMatchObject({ state: 'draft', procedures: ['justice'], terms: null, agreedAt: null });
  expect(text).not.toContain(another);
});

test.each([
  ['fr', 'Demandes et propositions sans mandat, ou pas encore', 'réponse attendue avant le', 'Cette proposition est terminée'],
  ['tr', 'Vekâlete dönüşmeyen ya da henüz dönüşmeyen istekler ve öneriler', 'önce yanıt bekleniyor', 'Bu öneri sona erdi'],
] as const)('the file to read tells of them in %s, each with the text as it was agreed to', async (language, title, awaits, over) => {
  const lines: string[] = [];
  for await (const { text } of ownDataBlocks(context, { person, language })) lines.push(text);
  expect(lines).toContain(title);
  const after = lines.slice(lines.indexOf(title));
  expect(after).toContainEqual(expect.stringContaining(awaits));
  expect(after).toContainEqual(expect.stringMatching(new RegExp(`${over} – Nous sommes trop loin de chez vous\\.$`)));
  expect(after.join()).toContain('La personne a préparé ce mandat elle-même');
});
