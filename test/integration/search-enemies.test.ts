import { minute } from '../../src/clock.ts';
import { listEntries } from '../../src/journal/store.ts';
import { actsIn } from '../support/acts.ts';
import type { Shown } from '../support/browser.ts';
import { TestClock } from '../support/clock.ts';
import { openHouse } from '../support/house.ts';
import { entriesOf } from '../support/staff.ts';
import { supervisingIn, type TestSupervisor } from '../support/supervising.ts';

const clock = new TestClock();
const house = await openHouse({ clock });
const { world, context, url } = house;
const acts = actsIn({ needs: context, world, clock });

const organisation = await world.organisation({ territory: '70', name: 'CCAS de Vesoul' });
const helper = await world.helper({ organisation });
const mandate = await world.mandate({ helper });
const use = await acts.use(mandate, { helper, client: await world.client() });
const josephine = { givenName: 'Joséphine', familyName: 'ST-PIERRE', birthdate: '1969-12-15' };
const { enter, give, post } = supervisingIn(house);

test('without a reason persons are pseudonyms', async () => {
  const here = await enter('70');
  const { text } = await here.browser.open(`${url}/supervision/journal?mandate=${mandate.id}`);
  expect(text).toContain(`J. ${mandate.id.slice(0, 8).toUpperCase()}`);
  expect(text).not.toContain('ST-PIERRE');
});

test.each([
  ['without a reason', (_who: TestSupervisor) => Promise.resolve()],
  [
    'with a reason that ran out',
    async (who: TestSupervisor) => {
      await give(who);
      clock.forward(14 * minute);
      await context.db('supervision_reasons').where('helper_id', who.staff.id).update({ expires_at: clock.now() });
    },
  ],
])('%s nobody is named by an address typed by hand, nor by a search for a person; the attempts are recorded', async (_how, prepare) => {
  const here = await enter('70');
  await prepare(here);
  const named = await here.browser.open(`${url}/supervision/journal?mandate=${mandate.id}&names=yes`);
  expect([named.status, named.text.includes('ST-PIERRE')]).toEqual([403, false]);
  const searched = await post(here, '/supervision/journal', josephine);
  expect([searched.status, searched.location]).toEqual([403, null]);
  expect((await entriesOf(context, here.staff)).filter((one) => one === 'supervision_refused: reason_required')).toHaveLength(2);
});

test('with a reason the persons of a page are named, and each reads who looked and why', async () => {
  const here = await enter('70');
  await give(here);
  const { text } = await here.browser.open(`${url}/supervision/journal?use=${use.id}&names=yes`);
  expect(text).toContain('Joséphine ST-PIERRE');
  const [entry] = await listEntries(context.db, { personId: mandate.personId }, { limit: 1 });
  expect(entry).toMatchObject({ event: 'personal_data_opened', helperId: here.staff.id, mandateId: mandate.id });
});

describe('what lies with us is its supervisor’s alone', () => {
  test('another’s search does not exist, nor does it go away at another’s word', async () => {
    const [here, another] = [await enter('70'), await enter('70')];
    await give(here);
    await give(another);
    const { location } = await post(here, '/supervision/journal', josephine);
    const stolen = await another.browser.open(location ?? '');
    expect([stolen.status, stolen.text.includes('ST-PIERRE')]).toEqual([404, false]);
    await post(another, `${new URL(location ?? '').pathname}/removal`, {});
    const kept = await post(another, '/supervision/journal/searches', { name: 'À moi', of: /[^/]+$/.exec(location ?? '')?.[0] ?? '' });
    expect(kept.status).toBe(404);
    expect((await here.browser.open(location ?? '')).status).toBe(200);
  });

  test('a search is kept under a name, found again, and forgotten', async () => {
    const here = await enter('70');
    const unnamed = await post(here, '/supervision/journal/searches', { name: ' ', search: 'outcome=refused' });
    expect([unnamed.status, unnamed.text]).toEqual([422, expect.stringContaining('name="search" value="outcome=refused"')]);
    const kept = await post(here, '/supervision/journal/searches', { name: 'Refus de mars', search: 'outcome=refused' });
    expect((await here.browser.open(`${url}/supervision/journal`)).text).toContain('Refus de mars');
    await post(here, `${new URL(kept.location ?? '').pathname}/removal`, {});
    expect((await here.browser.open(`${url}/supervision/journal`)).text).not.toContain('Refus de mars');
    expect(await entriesOf(context, here.staff)).toEqual(expect.arrayContaining(['search_kept', 'search_forgotten']));
  });

  test('a cursor is of one supervisor, and tells no entry number', async () => {
    const [here, another] = [await enter('*'), await enter('*')];
    const { text } = await here.browser.open(`${url}/supervision/journal`);
    const next = /before=([\w-]+)/.exec(text)?.[1] ?? '';
    expect(next.length).toBeGreaterThan(30);
    expect((await here.browser.open(`${url}/supervision/journal?before=${next}`)).status).toBe(200);
    expect((await another.browser.open(`${url}/supervision/journal?before=${next}`)).status).toBe(404);
    expect((await here.browser.open(`${url}/supervision/journal?before=12`)).status).toBe(404);
  });
});

test.each([
  ['an organisation', { organisation: 'CCAS de Vesoul' }],
  ['a helper', { helper: helper.email }],
  ['a mandate', { mandate: mandate.id.slice(0, 8) }],
  ['a use', { use: use.txn }],
])('outside a supervisor’s territories %s and none are the same answer', async (_what, fields: Record<string, string>) => {
  const [outside, inside] = [await enter('21'), await enter('70')];
  const [field = ''] = Object.keys(fields);
  const [theirs, none] = [
    await post(outside, '/supervision/journal', fields),
    await post(outside, '/supervision/journal', { [field]: 'rien' }),
  ];
  const bare = (page: Shown) => page.text.replaceAll(/value="[^"]*"|nonce="[^"]*"/g, '');
  expect([theirs.status, none.status]).toEqual([422, 422]);
  expect(bare(theirs)).toBe(bare(none));
  expect((await post(inside, '/supervision/journal', fields)).location).toContain('/supervision/journal?');
});

test.each(['helper=x', 'event=nothing', 'event=heartbeat&event=heartbeat', 'refusal=toString', 'from=yesterday', 'procedure=tout'])(
  'an address that none of our pages made finds nothing rather than everything: %s',
  async (query) => {
    const here = await enter('70');
    expect((await here.browser.open(`${url}/supervision/journal?${query}`)).status).toBe(404);
  },
);
