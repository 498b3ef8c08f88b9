import { access } from '../../src/access.ts';
import { demoProfessionals } from '../../src/demo/organisations.ts';
import { demoPeople } from '../../src/demo/people.ts';
import { htmlFaults } from '../support/valid-html.ts';
import { openExploredHouse } from '../support/visits.ts';

const { house, pages, files, dead } = await openExploredHouse();

/** Not for somebody's eyes, only passed through, or there only once a letter was printed or an export taken away (`letters`, `exporting`). */
const notPages: readonly string[] = [
  '/verify/keys.json',
  '/checkpoint',
  '/tile/:level/*number',
  '/volumes/:volume/checkpoint',
  '/volumes/:volume/tile/:level/*number',
  '/health/live',
  '/health/ready',
  '/api/v1/directory.json',
  '/sign-in/proconnect/callback',
  '/identification/callback',
  '/identification/signed-out',
  '/.well-known/ssf-configuration/oidc',
  '/letters/printed/:id',
  '/letters/printed/:id/letter.pdf',
  '/supervision/exports/:id/seal',
  '/oidc',
  '/oidc/authorize',
];

test('every page and every file is reached by following links, or from where somebody stands', () => {
  const reached = new Set([...pages, ...files].map(({ route }) => route));
  const routes = Object.keys(access).flatMap((route) => (route.startsWith('GET ') ? [route.slice(4)] : []));
  expect(routes.filter((route) => !reached.has(route) && !notPages.includes(route))).toEqual([]);
});

test('no link leads nowhere', () => {
  expect(dead).toEqual([]);
});

test.each([...new Set(pages.map(({ route }) => route))])(
  '%s is valid HTML wherever it was seen, and in every language it has',
  async (route) => {
    for (const { browser, path, languages, who } of pages.filter((page) => page.route === route)) {
      for (const language of languages.length > 0 ? languages : [null]) {
        const { text } = await browser.open(house.url + path + (language ? `${path.includes('?') ? '&' : '?'}lang=${language}` : ''));
        expect({ who, path, language, faults: await htmlFaults(text), titles: text.match(/<h1[ >]/g)?.length }).toEqual({
          ...{ who, path, language, faults: [], titles: 1 },
        });
      }
    }
  },
  60_000, // some are seen by many, in eight languages
);

const professionals = demoProfessionals.map(({ usualName }) => usualName.toUpperCase());
const names = demoPeople.map(({ familyName }) => familyName.toUpperCase()).filter((name) => !professionals.includes(name));
const namedIn = (text: string) => {
  const words = text.replaceAll('&#39;', '’').toUpperCase();
  return names.filter((name) => words.includes(name));
};
const countEntries = async () =>
  Number((await house.database.asOwner<{ n: string }>('select count(*) as n from journal.entries')).rows[0]?.n);

/** Everything there is to see or take, once for whoever sees it. */
const seen = [...new Map([...pages, ...files].map((one) => [`${one.who} ${one.route}`, one])).values()];
const recorded = new Set<(typeof seen)[number]>();

test('whoever manages, operates or watches the service is shown no person’s name but with an entry that says so', async () => {
  const silent: string[] = [];
  for (const one of seen) {
    const before = await countEntries();
    const { text } = await one.browser.open(house.url + one.path);
    if ((await countEntries()) > before) recorded.add(one);
    else if (/^\/(manager|operator|supervision|statistics)\b/.test(one.route) && namedIn(text).length > 0)
      silent.push(`${one.who}, ${one.path}: ${namedIn(text).join(', ')}`);
  }
  expect(silent).toEqual([]);
  expect(recorded.size).toBeGreaterThan(10);
}, 120_000);

test('while the journal cannot be written, what leaves an entry is answered 503 and shows nobody', async () => {
  await house.database.asOwner('revoke insert on journal.entries from procura_app');
  const wrong: string[] = [];
  for (const { who, path, route, browser } of recorded) {
    const { status, text } = await browser.open(house.url + path);
    const shown = route.startsWith('/me') ? [] : namedIn(text); // whoever is at home is greeted
    if (status !== 503 || shown.length > 0) wrong.push(`${who}, ${path}: ${String(status)} ${shown.join()}`);
  }
  await house.database.asOwner('grant insert (at, event, mandate_ref, mandate_n, leaf) on journal.entries to procura_app');
  expect(wrong).toEqual([]);
}, 120_000);

test('the log of all these visits names nobody, reaches nobody and opens nothing', () => {
  const log = house.logged();
  const cookies = [...new Set(seen.map(({ browser }) => browser))].flatMap((browser) => [...browser.cookies.values()]);
  const reached = demoPeople.flatMap(({ email, phone }) => [email, phone]).filter((one) => one !== null);
  const secrets = [...cookies, ...reached, ...demoProfessionals.map(({ email }) => email)].filter((one) => one.length > 5);
  expect(log.split('\n').length).toBeGreaterThan(500);
  expect(namedIn(log)).toEqual([]);
  expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
  expect(log.match(/[?&]\w+=|eyJ[\w-]{10,}|(?<![\w-])[\w-]{40,}/)).toBeNull();
});
