import { listEntries } from '../../src/journal/store.ts';
import type { TestSupervisor } from '../support/supervising.ts';
import { supervisingIn } from '../support/supervising.ts';
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

/** A mandate of a CCAS of the Haute-Saône, used, its identity given, then ended. */
async function aStory() {
  const helper = await world.helper();
  const client = await world.client();
  const mandate = await world.mandate({ helper });
  const other = await use(mandate, { helper, client });
  const used = await use(mandate, { helper, client });
  await disclose(used.id, client);
  await revoke(mandate, helper);
  await sequencing.settled(sequencing.start());
  await sequencing.stop();
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
  for (const said of order) expect(page.words).toContain(said);
  expect(page.words).toContain(helper.organisation.name);
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

describe('nobody reads the story of', () => {
  test('a use outside their territory, a use that is none, or what is no identifier: the same answer', async () => {
    const { path } = await aStory();
    const who = await supervising.enter('33');
    await supervising.give(who);
    const answers = [path, '/supervision/uses/00000000-0000-4000-8000-000000000009', '/supervision/uses/x', `${path}/entries/1/proof`];
    const pages = await Promise.all(answers.map((address) => open(who, address)));
    expect(pages.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(new Set(pages.map((page) => page.words.replace(/[0-9a-f]{8,}/g, ''))).size).toBe(1);
  });

  test('another use, by the proof of one of its lines', async () => {
    const { path, other, mandate } = await aStory();
    const lines = await listEntries(context.db, { mandateId: mandate.id }, { limit: 50 });
    const foreign = lines.find(({ useId }) => useId === other.id)?.entryId ?? '';
    expect((await open(await supervising.enter('70'), `${path}/entries/${foreign}/proof`)).status).toBe(404);
  });
});
