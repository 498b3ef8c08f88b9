import { atomically } from '../../src/db/database.ts';
import { allLanguages } from '../../src/http/texts.ts';
import { writeTerms } from '../../src/mandates/attestation.ts';
import { listOfOrganisation } from '../../src/mandates/list-store.ts';
import { listUsable } from '../../src/mandates/usable-store.ts';
import { viewMandate } from '../../src/mandates/view-mandate.ts';
import { setLeft } from '../../src/organisations/membership-store.ts';
import { setHelperSuspended } from '../../src/organisations/store.ts';
import { Counter, wordsOf } from '../support/counter.ts';
import { actsIn, refusedWith } from '../support/acts.ts';
import { browserOf } from '../support/as-operator.ts';
import { openHouse } from '../support/house.ts';
import { atHome } from '../support/own-space.ts';
import { josephine, type TestHelper } from '../support/world.ts';

const house = await openHouse();
const { world, context: needs } = house;
const { use } = actsIn({ needs, clock: needs.clock, world });

async function colleagues(): Promise<[TestHelper, TestHelper]> {
  const helper = await world.helper();
  return [helper, await world.helper({ organisation: helper.organisation, givenName: 'Nadia' })];
}

function view(mandateId: string, helper: TestHelper) {
  return atomically(needs, (work) => viewMandate(work, { mandateId, helper, organisation: helper.organisation }));
}

test('only the helper a mandate names may use it, though a colleague prepared it', async () => {
  const [armand, nadia] = await colleagues();
  const mandate = await world.mandate({ helper: armand, namedHelpers: [nadia.id] });
  const client = await world.client();
  await expect(use(mandate, { helper: armand, client })).rejects.toEqual(refusedWith('helper_not_named'));
  await expect(use(mandate, { helper: nadia, client })).resolves.toMatchObject({ helperId: nadia.id });
});

test('the choice page offers it to the helper named and to nobody else', async () => {
  const [armand, nadia] = await colleagues();
  await world.mandate({ helper: armand, namedHelpers: [nadia.id] });
  const offered = (helper: TestHelper) =>
    listUsable(needs.db, needs.vault, {
      ...{
        organisationId: helper.organisation.id,
        helperId: helper.id,
        procedures: ['papiers'] as const,
        at: needs.clock.now(),
        limit: 10,
      },
    });
  expect(await offered(armand)).toEqual([]);
  expect(await offered(nadia)).toHaveLength(1);
});

test('nobody is named who may not act: a stranger, somebody suspended, somebody not certified', async () => {
  const [armand, nadia] = await colleagues();
  const stranger = await world.helper();
  const trainee = await world.helper({ organisation: armand.organisation, certifiedAt: null });
  await atomically(needs, ({ tx, at }) => setHelperSuspended(tx, nadia.id, at));
  for (const { id } of [stranger, nadia, trainee])
    await expect(world.draft({ helper: armand, namedHelpers: [armand.id, id] })).rejects.toEqual(refusedWith('helper_not_member'));
  await expect(world.draft({ helper: armand, namedHelpers: [] })).rejects.toEqual(refusedWith('helper_not_member'));
});

test('the text that is agreed to gives the names; without any it speaks of every helper of the organisation', async () => {
  const [armand, nadia] = await colleagues();
  const { terms } = await view((await world.mandate({ helper: armand, namedHelpers: [nadia.id] })).id, armand);
  expect(JSON.stringify(terms)).toContain(`peuvent s’en servir\u00a0: Nadia ${nadia.familyName}.`);
  expect(JSON.stringify(terms)).not.toContain('Ses aidants habilités');
  expect(JSON.stringify((await view((await world.mandate({ helper: armand })).id, armand)).terms)).toContain('Ses aidants habilités');
});

test.each(allLanguages)('the names stand in the terms in %s, and the French text says the same', (language) => {
  const period = { startsAt: needs.clock.now(), expiresAt: needs.clock.now() };
  const facts = { language, person: josephine, helperName: 'Armand', procedures: ['papiers'] as const, ...period };
  const organisation = { name: 'CCAS', siret: '1', address: 'Vesoul' };
  for (const text of writeTerms({ ...facts, organisation, namedHelpers: ['Nadia B', 'Armand G'] }).texts)
    expect(text.parts[0]?.lines.join(' ')).toMatch(/Nadia B[,،] Armand G/);
});

test('a mandate whose named helper is gone is shown as such to the organisation', async () => {
  const [armand, nadia] = await colleagues();
  const mandate = await world.mandate({ helper: armand, namedHelpers: [nadia.id] });
  const query = { organisationId: armand.organisation.id, active: true, limit: 10 };
  const lines = () => listOfOrganisation(needs.db, needs.vault, { ...query, at: needs.clock.now() });
  expect(await lines()).toMatchObject([{ id: mandate.id, isWithoutHelper: false }]);
  await atomically(needs, ({ tx, at }) => setHelperSuspended(tx, nadia.id, at));
  expect(await lines()).toMatchObject([{ id: mandate.id, isWithoutHelper: true }]);
  expect((await view(mandate.id, armand)).named).toEqual([{ name: `Nadia ${nadia.familyName}`, mayAct: false }]);
  const counter = new Counter(house, armand);
  expect(wordsOf(await counter.signIn())).toContain('Sans aidant');
  expect(wordsOf(await counter.browser.open(`${house.url}/mandates/${mandate.id}`))).toContain(
    'Aucune des personnes nommées ne peut plus agir',
  );
});

test('a person sees on their own pages who may act for them: whoever they named and who is left of those, or any helper', async () => {
  const [armand, nadia] = await colleagues();
  const identity = { ...josephine, familyName: 'LAMBERT', email: 'lambert@example.fr' };
  const named = await world.mandate({ helper: armand, identity, namedHelpers: [armand.id, nadia.id] });
  const anyone = await world.mandate({ helper: await world.helper(), identity });
  await atomically(needs, ({ tx, at }) => setHelperSuspended(tx, nadia.id, at));
  const browser = await atHome(needs, named.personId);
  const said = `Seules ces personnes peuvent agir pour vous : Armand ${armand.familyName} Nadia ${nadia.familyName} Ne peut plus agir`;
  const home = wordsOf(await browser.open(`${house.url}/me`));
  for (const words of [said, 'Tout aidant habilité de la structure peut agir pour vous.']) expect(home).toContain(words);
  expect(wordsOf(await browser.open(`${house.url}/me/mandates/${named.id}`))).toContain(said);
  expect(wordsOf(await browser.open(`${house.url}/me/mandates/${anyone.id}`))).not.toContain('Seules ces personnes');
});

test('a manager who is told of mandates without a helper finds these alone', async () => {
  const [armand, nadia] = await colleagues();
  const { organisation } = armand;
  const own = await world.mandate({ helper: armand, procedures: ['logement'] }); // one for the same procedure would take its place
  const orphan = await world.mandate({ helper: armand, namedHelpers: [nadia.id] });
  await atomically(needs, ({ tx, at }) => setLeft(tx, { helperId: nadia.id, organisationId: organisation.id }, at));
  const browser = await browserOf(house, await world.helper({ organisation, role: 'manager' }));
  expect((await browser.open(`${house.url}/manager`)).text).toContain('href="/manager/mandates?without=helper"');
  const page = await browser.open(`${house.url}/manager/mandates?without=helper`);
  expect(wordsOf(page)).toContain('Mandats que plus aucun aidant ne peut utiliser');
  expect([page.text.includes(orphan.id), page.text.includes(own.id)]).toEqual([true, false]);
});

test('who alone may use it is said before the person agrees, where they agree and where the helper countersigns, to all of them', async () => {
  const [armand, nadia] = await colleagues();
  const counter = new Counter(house, armand);
  await counter.signIn();
  const handedOver = await counter.draft({ users: 'named', named: nadia.id });
  expect(wordsOf(handedOver)).toContain(`Peuvent s’en servir Nadia ${nadia.familyName} Langue`);
  const agreement = await counter.identify(handedOver, 'Joséphine Marie ST-PIERRE');
  expect(wordsOf(agreement)).toContain(`peuvent s’en servir : Nadia ${nadia.familyName}.`);
  const signature = await counter.agree(agreement);
  expect(wordsOf(signature)).toContain(`Peuvent s’en servir Nadia ${nadia.familyName} Fin`);
  await atomically(needs, ({ tx, at }) => setHelperSuspended(tx, nadia.id, at));
  expect(wordsOf(await counter.browser.open(signature.url))).toContain(`Nadia ${nadia.familyName} ne peut plus agir`);
  expect(wordsOf(await counter.draft())).toContain('Peuvent s’en servir Tout aidant habilité de la structure');
});

test('on the form one may name somebody; naming nobody is a mistake, and renewing keeps the names', async () => {
  const [armand] = await colleagues();
  const counter = new Counter(house, armand);
  await counter.signIn();
  expect(wordsOf(await counter.draft({ users: 'named' }))).toContain('Nommez au moins une personne.');
  const mandate = await counter.conclude('Joséphine Marie ST-PIERRE', { users: 'named', named: armand.id });
  expect(wordsOf(mandate)).toContain(`Peuvent s’en servir Armand ${armand.familyName}`);
  const renewal = await counter.browser.open(`${mandate.url}/renewal`);
  expect(renewal.text).toMatch(new RegExp(`<input[^>]*value="${armand.id}"[^>]*checked|<input[^>]*checked[^>]*value="${armand.id}"`));
});
