import { access } from '../../src/access.ts';
import { htmlFaults } from '../support/valid-html.ts';
import { openExploredHouse } from '../support/visits.ts';

const { house, pages, files, dead } = await openExploredHouse();

/** Not for somebody's eyes, only passed through, or there only once a letter was printed or an export taken away (`letters`, `exporting`). */
const notPages: readonly string[] = [
  '/verify/keys.json',
  '/checkpoint',
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
  const reached = new Set([...pages.map(({ route }) => route), ...files]);
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
);
