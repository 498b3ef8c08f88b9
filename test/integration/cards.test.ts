import { generateSync } from 'otplib';
import { day, minute, second } from '../../src/clock.ts';
import type { Browser, Shown } from '../support/browser.ts';
import { firstFactor, giveCode, signIn } from '../support/sign-in.ts';
import { entriesOf } from '../support/staff.ts';
import { openIdentityHouse } from '../support/upstream.ts';
import type { TestHelper } from '../support/world.ts';

const house = await openIdentityHouse();
afterAll(() => house.close());

const { world, clock } = house;
const hex = '3132333435363738393031323334353637383930';
const seed = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

/** What a card shows whose clock is so many minutes ahead. */
function shown(ahead = 0): string {
  return generateSync({ secret: seed, period: 60, epoch: Math.floor(clock.now().getTime() / 1_000) + ahead * 60 });
}

/** A manager of a fresh organisation with one card, and a helper of theirs. */
async function withCard(serial = 'K-1001') {
  const manager = await world.helper({ role: 'manager' });
  const helper = await world.helper({ organisation: manager.organisation });
  const browser = await signIn(house, manager);
  const page = await browser.open(`${house.url}/manager/cards`);
  const after = await browser.submit(page, '/manager/cards', { fields: { seeds: `serial;seed;period\n${serial};${hex};60` } });
  return { manager, helper, browser, after };
}

async function bind(browser: Browser, helper: TestHelper, code: string, serial = 'K-1001'): Promise<Shown> {
  const page = await browser.open(`${house.url}/manager/cards/${serial}`);
  return browser.submit(page, `/manager/cards/${serial}/binding`, { fields: { email: helper.email, code } });
}

async function signInWith(helper: TestHelper, code: string): Promise<string> {
  const { browser, page } = await firstFactor(house, helper);
  return (await giveCode(browser, page, code)).url;
}

test('a card is imported, given with the code it shows, and lets its helper in', async () => {
  const { helper, browser, after } = await withCard();
  expect(after.text).toContain('Une carte ajoutée');
  expect((await bind(browser, helper, shown())).text).toContain('Donnée');
  clock.forward(minute);
  expect(await signInWith(helper, shown())).toBe(`${house.url}/home`);
  expect(await entriesOf(house, helper)).toContain('second_factor_added');
});

test('the code it was given with is used up', async () => {
  const { helper, browser } = await withCard();
  const code = shown();
  await bind(browser, helper, code);
  expect(await signInWith(helper, code)).toBe(`${house.url}/second-factor`);
});

test('a card whose clock runs is learnt: at the beginning by up to ten minutes, then by one at each use', async () => {
  const { helper, browser } = await withCard();
  expect((await bind(browser, helper, shown(11))).status).toBe(422);
  expect((await bind(browser, helper, shown(7))).status).toBe(200);
  clock.forward(day);
  expect(await signInWith(helper, shown(8))).toBe(`${house.url}/home`);
  clock.forward(day);
  expect(await signInWith(helper, shown(9))).toBe(`${house.url}/home`);
  clock.forward(day);
  expect(await signInWith(helper, shown(11))).toBe(`${house.url}/second-factor`);
  clock.forward(10 * minute);
});

test.each(['lost', 'broken', 'returned'])('a card taken back as %s proves nothing any more', async (because) => {
  const { helper, browser } = await withCard();
  await bind(browser, helper, shown());
  const page = await browser.open(`${house.url}/manager/cards/K-1001`);
  const released = await browser.submit(page, '/manager/cards/K-1001/release', { fields: { because } });
  expect(released.text).toContain({ lost: 'Perdue', broken: 'Cassée', returned: 'À donner' }[because]);
  clock.forward(minute);
  expect(await signInWith(helper, shown())).toBe(`${house.url}/second-factor`);
  const form = /\/binding"/.test(released.text);
  expect(form).toBe(because === 'returned');
  const again = await browser.submit(page, '/manager/cards/K-1001/release', { fields: { because: 'returned' } }); // from another tab
  expect(again.status).toBe(because === 'returned' ? 200 : 409);
});

test('a manager finds no card of another organisation, nor one that cannot be, and gives none to a helper of another', async () => {
  const [own, other] = [await withCard(), await withCard('K-2002')];
  const csrf = /name="_csrf" value="([^"]+)"/.exec(own.after.text)?.[1] ?? '';
  for (const card of ['K-2002', 'K-1001%00', '%00', 'x'.repeat(2_000)]) {
    expect((await own.browser.open(`${house.url}/manager/cards/${card}`)).status).toBe(404);
    for (const act of ['binding', 'release']) {
      const fields = { _csrf: csrf, email: own.helper.email, code: shown(), because: 'lost' };
      expect((await own.browser.request(`${house.url}/manager/cards/${card}/${act}`, fields)).status).toBe(404);
    }
  }
  expect((await bind(own.browser, other.helper, shown())).status).toBe(404);
});

test('two organisations may have cards of the same number, and only their own', async () => {
  const [first, second] = [await withCard(), await withCard()];
  await bind(first.browser, first.helper, shown());
  expect((await second.browser.open(`${house.url}/manager/cards/K-1001`)).text).toContain('À donner');
});

test('a card is given once, and a helper has one card', async () => {
  const { manager, helper, browser } = await withCard();
  await bind(browser, helper, shown());
  const csrf = /name="_csrf" value="([^"]+)"/.exec((await browser.open(`${house.url}/manager/cards`)).text)?.[1] ?? '';
  clock.forward(minute);
  const again = { _csrf: csrf, email: manager.email, code: shown() };
  expect((await browser.request(`${house.url}/manager/cards/K-1001/binding`, again)).status).toBe(409);
  await browser.request(`${house.url}/manager/cards`, { _csrf: csrf, seeds: `K-1002,${seed},60` });
  clock.forward(minute);
  expect((await bind(browser, helper, shown(), 'K-1002')).status).toBe(409);
});

test('a helper who is no manager sees no cards', async () => {
  const { helper } = await withCard();
  expect((await (await signIn(house, helper)).open(`${house.url}/manager/cards`)).status).toBe(403);
});

test('adding, giving and taking back ask for a second factor of less than fifteen minutes', async () => {
  const { browser, after } = await withCard();
  clock.forward(15 * minute + second);
  const csrf = /name="_csrf" value="([^"]+)"/.exec(after.text)?.[1] ?? '';
  for (const path of ['', '/K-1001/binding', '/K-1001/release'])
    expect((await browser.request(`${house.url}/manager/cards${path}`, { _csrf: csrf })).location).toBe(`${house.url}/second-factor`);
});

test('seeds are sealed, and told to nobody again', async () => {
  const { after } = await withCard();
  expect(after.text).not.toContain(hex);
  const { rows } = await house.database.asOwner<{ seed: string }>(`select encode(seed, 'escape') as seed from totp_cards`);
  expect(JSON.stringify(rows)).not.toMatch(/GEZDGNBV|12345678901234567890/);
});

test('a list comes as a file too; of a long list of faults the first hundred are shown, and a longer one is not read', async () => {
  const manager = await house.world.helper({ role: 'manager' });
  const browser = await signIn(house, manager);
  const send = async (list: string) =>
    browser.submit(await browser.open(`${house.url}/manager/cards`), '/manager/cards', { fields: { seeds: '', file: list } });
  const many = await send(`K-2001;${hex}\n${'nothing\n'.repeat(5_000)}`);
  expect(many.text).toContain('5000 lignes n’ont pas pu être prises\u00a0; voici les 100 premières.');
  expect(many.text.match(/Ligne \d+\u00a0:/g)).toHaveLength(100);
  const longer = await send(`K-2002;${hex}\n${'x\n'.repeat(10_001)}`);
  expect(longer).toMatchObject({ status: 422, text: expect.stringContaining('10\u00a0000 lignes au plus') });
  expect(longer.text).not.toContain(hex);
  expect(await house.db('totp_cards').where('organisation_id', manager.organisation.id).pluck('serial')).toEqual(['K-2001']);
});
