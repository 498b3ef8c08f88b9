import { readdirSync, readFileSync } from 'node:fs';
import { hour, minute } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { valuesOf } from '../../src/http/parse-form.ts';
import { allLanguages, translator } from '../../src/http/texts.ts';
import { useMandate } from '../../src/mandates/use-mandate.ts';
import { projectFile } from '../../src/root.ts';
import { browserOf } from '../support/as-operator.ts';
import type { Browser } from '../support/browser.ts';
import { TestClock } from '../support/clock.ts';
import { Counter } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';
import { atHome } from '../support/own-space.ts';
import { htmlFaults } from '../support/valid-html.ts';

const clock = new TestClock();
const house = await openHouse({ clock });
const { url, context, world } = house;
const helper = await world.helper();
const mandate = await world.mandate({ helper });
const who = { helperId: helper.id, organisationId: helper.organisation.id, secondFactorAt: clock.now() };
const taken = { ...who, mandateId: mandate.id, procedure: 'papiers', client: await world.client() } as const;
const { use } = await atomically(context, (work) => useMandate(work, taken));
const contest = `${url}/me/uses/${use.id}/contest`;

const words = 'Je n’étais pas là.\n</textarea><script>alert(1)</script>';
const given = 'Je n’étais pas là.\n&lt;/textarea>&lt;script>alert(1)&lt;/script>';
const here = { 'sec-fetch-site': 'same-origin', origin: url };
const csrfOf = (text: string) => /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';

async function send(browser: Browser, to: string, fields: Record<string, string>, said: Record<string, string> = here) {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = { cookie, referer: to, 'accept-language': 'fr', ...said };
  const answer = await fetch(to, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams(fields) });
  return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() };
}

/** The person wrote for longer than their session lives. */
async function late() {
  const browser = await atHome(context, mandate.personId);
  const fields = { _csrf: csrfOf((await browser.open(contest)).text), words, code: '123 456', stopCode: 'ABCD EFGH JKMN PQRS' };
  clock.forward(2 * hour);
  return { browser, fields };
}

test.each(allLanguages)('who wrote in a form whose session ended meanwhile is given their words back, in %s, to copy', async (language) => {
  const { browser, fields } = await late();
  const answer = await send(browser, `${contest}?lang=${language}`, fields);
  expect(answer.status).toBe(403);
  expect(answer.text).toContain(translator(language)('frame.typed.title'));
  expect(answer.text).toMatch(/<textarea[^>]* readonly[^>]*>/);
  expect(answer.text).toContain(given);
  expect(await htmlFaults(answer.text)).toEqual([]);
  expect(answer.text).toContain(`href="${new URL(contest).pathname}"`);
  for (const hidden of ['<script>alert', fields._csrf, fields.code, fields.stopCode]) expect(answer.text).not.toContain(hidden);
});

test('nothing of it is kept on our side', async () => {
  const { browser, fields } = await late();
  await send(browser, contest, { ...fields, words: 'Un mot que personne ne garde.' });
  expect(house.logged()).not.toContain('personne ne garde');
  const { rows } = await house.database.asOwner<{ found: boolean }>(
    `select exists (select from sessions where sessions::text like '%personne ne garde%') as found`,
  );
  expect(rows).toEqual([{ found: false }]);
});

test.each([
  ['by its origin alone, as older browsers do', { origin: url }, true],
  ['by nothing', {}, false],
  ['of another site', { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' }, false],
  ['of another site that hides its name', { 'sec-fetch-site': 'cross-site', origin: 'null' }, false],
  ['of a neighbouring name', { 'sec-fetch-site': 'same-site', origin: 'https://elsewhere.example' }, false],
  ['of another address that calls itself ours', { 'sec-fetch-site': 'same-origin', origin: 'https://elsewhere.example' }, false],
  ['of our name, by a page elsewhere', { 'sec-fetch-site': 'cross-site', origin: url }, false],
  ['of no page', { 'sec-fetch-site': 'none' }, false],
])('our page says nobody else’s words: a form known %s', async (_, said, isGiven) => {
  const { browser, fields } = await late();
  const answer = await send(browser, contest, fields, said);
  expect([answer.status, answer.text.includes('Je n’étais pas là.')]).toEqual([403, isGiven]);
});

test('who is asked for their second factor, or to sign in, is given their words back before, then led there and back', async () => {
  const counter = new Counter(house, helper);
  await counter.signIn();
  const to = `${url}/manager/helpers/${helper.id}/suspension`;
  await context.db('memberships').where('helper_id', helper.id).update({ role: 'manager' });
  const fields = { _csrf: csrfOf((await counter.browser.open(`${url}/factors`)).text), reason: 'Elle est partie en mai.' };
  clock.forward(20 * minute);
  const asked = await send(counter.browser, to, fields);
  expect([asked.status, asked.text]).toEqual([403, expect.stringContaining('Elle est partie en mai.')]);
  expect(asked.text).toMatch(/href="\/second-factor"[^>]*>Continuer/);
  const forged = await send(counter.browser, to, fields, {});
  expect([forged.status, forged.location]).toEqual([303, '/second-factor']); // nothing to give back: straight on
});

test.each([
  ['the keys of cards', (form: FormData) => form.set('seeds', 'serial;seed\nK-1001;3132333435363738393031323334353637383930')],
  [
    'the words of a file',
    (form: FormData) => form.set('file', new Blob(['K-1001; 3132333435363738393031323334353637383930']), 'cartes.csv'),
  ],
])('%s that a form brought are not given back: they are secret, or still where they were', async (_, fill) => {
  const manager = await world.helper({ role: 'manager' });
  const browser = await browserOf(house, manager);
  const form = new FormData();
  form.set('_csrf', csrfOf((await browser.open(`${url}/factors`)).text));
  form.set('note', 'Ce que la page rend encore.');
  fill(form);
  clock.forward(20 * minute);
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const answer = await fetch(`${url}/manager/cards`, { method: 'POST', redirect: 'manual', body: form, headers: { cookie, ...here } });
  const text = await answer.text();
  expect([answer.status, text]).toEqual([403, expect.stringContaining('Ce que la page rend encore.')]);
  expect(text).not.toContain('3132333435');
});

test('whatever is asked for as a code is never given back', () => {
  const views = readdirSync(projectFile('views'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'));
  const fields = views.flatMap((file) =>
    [...readFileSync(projectFile('views', file), 'utf8').matchAll(/<Field\b[^>]*>/g)]
      .map(([field]) => field)
      .filter((field) => /kind="(code|proof|stopCode)"/.test(field)),
  );
  const names = fields.map((field) => /name="(\w+)"/.exec(field)?.[1] ?? field);
  expect(names.length).toBeGreaterThan(3);
  expect(valuesOf(Object.fromEntries(names.map((name) => [name, '123 456'])))).toEqual({});
});
