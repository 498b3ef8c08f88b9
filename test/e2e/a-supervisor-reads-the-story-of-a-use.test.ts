import { Refusal } from '../../src/errors.ts';
import { listEntries } from '../../src/journal/store.ts';
import { recordRefusedUse } from '../../src/provider/refused.ts';
import { suspenderIn } from '../support/suspending.ts';
import { supervisingIn, type TestSupervisor } from '../support/supervising.ts';
import { openHouse } from '../support/house.ts';
import { actsIn } from '../support/acts.ts';
import { Sequencing } from '../support/sequencing.ts';
import { TestClock } from '../support/clock.ts';

const clock = new TestClock(new Date().toISOString());
const house = await openHouse({ clock });
const { context, world } = house;
const sequencing = new Sequencing({ ...house.database, needs: context, world, clock });
const supervising = supervisingIn(house);
const { use, revoke, disclose } = actsIn({ needs: context, world, clock });

const sealed = () => sequencing.settled(sequencing.start()).then(() => sequencing.stop());

/** A helper tried to take up a mandate for what nobody agreed to. */
async function aRefusal() {
  const helper = await world.helper();
  const [mandate, client] = [await world.mandate({ helper, procedures: ['social'] }), await world.client()];
  const asked = { helper, client, procedure: 'logement' } as const;
  const refusal: unknown = await use(mandate, asked).catch((error: unknown) => error);
  if (!(refusal instanceof Refusal)) throw new Error('it was allowed');
  const who = { helper, organisation: helper.organisation, mandateId: mandate.id, procedure: 'logement', clientId: client.id };
  await recordRefusedUse(context, { ...who, refusal });
  const [entry] = await listEntries(context.db, { mandateId: mandate.id }, { limit: 1 });
  await sealed();
  return { mandate, path: `/supervision/refusals/${entry?.entryId ?? ''}` };
}

/** A mandate of a CCAS of the Haute-Saône, used, its identity given, then ended. */
async function aStory() {
  const helper = await world.helper();
  const client = await world.client();
  const mandate = await world.mandate({ helper });
  const other = await use(mandate, { helper, client });
  const used = await use(mandate, { helper, client });
  await disclose(used.id, client);
  await revoke(mandate, helper);
  await sealed();
  return { helper, client, mandate, use: used, other, path: `/supervision/uses/${used.id}` };
}

const words = (text: string) => text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const open = async (who: TestSupervisor, path: string) => {
  const { status, text } = await supervising.open(who, path);
  return { status, text, words: words(text) };
};

test('from mandate to end, in order: what was agreed, why it was allowed, what came of it, under a pseudonym', async () => {
  const { path, helper } = await aStory();
  const page = await open(await supervising.enter('70'), path);
  expect(page.status).toBe(200);
  const order = ['Avant : le mandat', 'Accord donné', 'La décision', 'la décision est la même', 'L’utilisation, et la suite'];
  for (const said of [...order, helper.organisation.name]) expect(page.words).toContain(said);
  expect(page.words).toMatch(/l’habilitation (?:\S+ ){0,20}En vigueur lors .*de la structure (?:\S+ ){0,20}En vigueur lors/);
  expect(page.words).not.toMatch(/ST-PIERRE|Joséphine/);
  expect(page.words).toContain('Les personnes apparaissent sous un pseudonyme');
});

test('with a reason the person is named, and reads who looked and why', async () => {
  const { path, mandate } = await aStory();
  const who = await supervising.enter('70');
  await supervising.give(who);
  const page = await open(who, path);
  expect(page.words).toContain('ST-PIERRE');
  expect(page.words).toContain('Le texte exact de l’accord');
  const [latest] = await listEntries(context.db, { personId: mandate.personId }, { limit: 1 });
  expect(latest).toMatchObject({ event: 'personal_data_opened', helperId: who.staff.id });
  expect((await open(who, path)).words).toContain('motif : Plainte de sa fille du 3 mars.'); // looks are part of the story
});

test('other uses of the same mandate are not in this story', async () => {
  const { path } = await aStory();
  const { words: told } = await open(await supervising.enter('*'), path);
  expect(told.split('Mandat utilisé').length - 1).toBe(1);
});

test('each line has its proof: sealed without a reason, open with one', async () => {
  const { path } = await aStory();
  const who = await supervising.enter('70');
  const { text } = await open(who, path);
  const link = [...text.matchAll(/href="([^"]+\/proof)"/g)].map(([, href]) => href ?? '').at(-1) ?? '';
  const sealed = await open(who, link);
  expect(sealed.text).toMatch(/^c2sp\.org\/tlog-proof@v1/);
  await supervising.give(who);
  const shown = await open(who, link);
  expect(shown.text.length).toBeGreaterThan(sealed.text.length);
});

test('what supervisors stop afterwards is part of the story, and the helper was certified that day; from the story one opens a case', async () => {
  const { path, helper, use: used } = await aStory();
  clock.forward(1_000);
  const suspender = await suspenderIn({ needs: context }, '70');
  await suspender.lift(await suspender.suspend('helper', helper.id));
  const who = await supervising.enter('70');
  const page = await open(who, path);
  expect(page.words).toMatch(/Suspendu .*En vigueur lors de cette utilisation Habilité.*Suspension décidée.*Suspension levée/);
  expect(page.text).toContain(`/supervision/cases/new?useId=${used.id}`);
  expect((await open(who, `/supervision/cases/new?useId=${used.id}`)).words).toContain('Une utilisation');
});

test('a refusal has its story: the condition that did not hold, what it looked at, each line with its proof', async () => {
  const { path, mandate } = await aRefusal();
  const who = await supervising.enter('70');
  const page = await open(who, path);
  for (const said of ['Avant : le mandat', 'La décision', 'la décision est la même', 'Démarche non prévue', 'Social, santé'])
    expect(page.words).toContain(said);
  expect(page.words).not.toMatch(/ST-PIERRE|Joséphine/);
  expect((await open(who, `${path}/entries/${path.split('/').at(-1) ?? ''}/proof`)).text).toMatch(/^c2sp\.org\/tlog-proof@v1/);
  await supervising.give(who);
  expect((await open(who, path)).words).toContain('ST-PIERRE');
  const [latest] = await listEntries(context.db, { personId: mandate.personId }, { limit: 1 });
  expect(latest).toMatchObject({ event: 'personal_data_opened', helperId: who.staff.id });
  expect((await open(who, path)).words).toContain('démarches : Social, santé');
});

describe('nobody reads the story of', () => {
  /** To a supervisor of elsewhere, with a reason, all of these are the same answer. */
  async function expectNone(addresses: readonly string[]) {
    const who = await supervising.enter('33');
    await supervising.give(who);
    const pages = await Promise.all(addresses.map((address) => open(who, address)));
    expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([404]));
    expect(new Set(pages.map((page) => page.words.replace(/[0-9a-f]{8,}/g, ''))).size).toBe(1);
  }

  test('a use outside their territory, a use that is none, or what is no identifier', async () => {
    const { path } = await aStory();
    await expectNone([path, '/supervision/uses/00000000-0000-4000-8000-000000000009', '/supervision/uses/x', `${path}/entries/1/proof`]);
  });

  test('a refusal outside their territory, of an entry that is none, or no refusal', async () => {
    const { path, mandate } = await aRefusal();
    const drafted = (await listEntries(context.db, { mandateId: mandate.id }, { limit: 2 }))[1]?.entryId ?? '';
    const none = ['/supervision/refusals/999999999', '/supervision/refusals/x', `/supervision/refusals/${drafted}`];
    await expectNone([path, `${path}/entries/1/proof`, ...none]);
    expect((await open(await supervising.enter('70'), `/supervision/refusals/${drafted}`)).status).toBe(404);
  });

  test('another use, by the proof of one of its lines', async () => {
    const { path, other, mandate } = await aStory();
    const lines = await listEntries(context.db, { mandateId: mandate.id }, { limit: 50 });
    const foreign = lines.find(({ useId }) => useId === other.id)?.entryId ?? '';
    expect((await open(await supervising.enter('70'), `${path}/entries/${foreign}/proof`)).status).toBe(404);
  });
});
