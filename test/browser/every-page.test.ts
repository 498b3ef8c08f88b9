import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { readAccessibilityResults } from '../../src/http/accessibility.ts';
import { projectFile } from '../../src/root.ts';
import { openChromium, type Visitor } from '../support/chromium.ts';
import type { FoundPage } from '../support/every-page.ts';
import { openExploredHouse } from '../support/visits.ts';
import { inspect, inspectTranslation } from './inspection.ts';

const { house, pages } = await openExploredHouse();
const enter = await openChromium();

/** Each page once in French, as whoever saw it first; then once in each other language that it has. */
const sights = [...new Map(pages.map((page) => [page.route, page])).values()].flatMap((page) =>
  (page.languages.length > 0 ? page.languages : ['fr']).map((language) => ({ page, language, route: page.route })),
);
const inspected: typeof sights = [];

test.each(sights)(
  '$route in $language: axe finds nothing, nothing is too wide, nothing is complained of',
  async ({ page, language, route }) => {
    const visitor = await enter(language === 'fr' ? inspect : inspectTranslation);
    await showCookies(visitor, page);
    await visitor.open(house.url + page.path + (page.languages.length > 0 ? `${page.path.includes('?') ? '&' : '?'}lang=${language}` : ''));
    await visitor.page.context().close();
    inspected.push({ page, language, route });
  },
  60_000,
);

// the accessibility statement tells these results: `WRITE_ACCESSIBILITY=1 npm run test:browser -- every-page` writes them anew
test('the accessibility statement says what was inspected here', () => {
  const results = {
    pages: new Set(inspected.map(({ route }) => route)).size,
    languages: new Set(inspected.map(({ language }) => language)).size,
    sights: inspected.length,
    axe: versionOf('axe-core'),
    htmlValidate: versionOf('html-validate'),
  };
  expect(inspected).toHaveLength(sights.length);
  if (process.env['WRITE_ACCESSIBILITY'])
    writeFileSync(
      projectFile('public', 'accessibility.json'),
      `${JSON.stringify({ inspectedOn: new Date().toISOString().slice(0, 10), ...results }, null, 2)}\n`,
    );
  expect(readAccessibilityResults()).toEqual({ inspectedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), ...results });
});

async function showCookies(visitor: Visitor, { browser }: FoundPage): Promise<void> {
  await visitor.page.context().addCookies([...browser.cookies].map(([name, value]) => ({ name, value, url: house.url })));
}

function versionOf(library: string): string {
  const file = createRequire(import.meta.url).resolve(`${library}/package.json`);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
