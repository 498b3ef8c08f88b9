import { AxeBuilder } from '@axe-core/playwright';
import type { Visitor } from '../support/chromium.ts';

const seen = new Set<string>();
const kilobytes = 1_000;
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
/** What another colour scheme may change. */
const ofColours = ['color-contrast', 'link-in-text-block'];

/** Holds any page against what all pages promise: no complaint, no sideways scrolling, light enough, nothing that axe finds. Once for each kind of page. */
export function inspect(visitor: Visitor): Promise<void> {
  return hold(visitor, everyLook);
}

/** The same for a page whose colours and layout were seen in another language: axe looks once, on a telephone. */
export function inspectTranslation(visitor: Visitor): Promise<void> {
  return hold(visitor, [{ width: 320, colorScheme: 'light' }]);
}

interface Look {
  readonly width: number;
  readonly colorScheme: 'dark' | 'light';
}

const everyLook: readonly Look[] = [320, 1280].flatMap((width) => [
  { width, colorScheme: 'dark' as const },
  { width, colorScheme: 'light' as const },
]);

async function hold(visitor: Visitor, looks: readonly Look[]): Promise<void> {
  expect(visitor.complaints()).toEqual([]);
  const kind = await kindOf(visitor);
  if (seen.has(kind)) return;
  seen.add(kind);
  const faults = [...(await manners(visitor)), ...(await findings(visitor, looks))];
  expect({ kind, faults }).toEqual({ kind, faults: [] });
  expect(visitor.complaints()).toEqual([]);
}

/** The same without axe, which is a script. */
export async function inspectWithoutScripts(visitor: Visitor): Promise<void> {
  expect([visitor.page.url(), ...visitor.complaints(), ...(await manners(visitor))]).toEqual([visitor.page.url()]);
}

/** An address without its numbers, what the page is called and in which language: two drafts have the same page. */
async function kindOf({ page }: Visitor): Promise<string> {
  const { port, pathname, searchParams } = new URL(page.url());
  const path = pathname.replace(/[^/]{20,}/g, '…');
  return `${port}${path} ${await page.title()} (${searchParams.get('lang') ?? (await attribute(page, 'lang'))})`; // easy French is French too
}

async function manners(visitor: Visitor): Promise<string[]> {
  const { page } = visitor;
  const faults: string[] = [];
  const [lang, dir] = [await attribute(page, 'lang'), await attribute(page, 'dir')];
  if (!/^[a-z]{2}(-.*)?$/.test(lang) || dir !== (lang === 'ar' ? 'rtl' : 'ltr')) faults.push(`lang ${lang}, dir ${dir}`);
  if (dir === 'rtl') faults.push(...(await page.evaluate<string[]>(turnedAround)).map((text) => `reads from the wrong end: ${text}`));
  if (page.url().includes('lang=fr-FALC'))
    faults.push(...(await page.evaluate<string[]>(runTogether)).map((text) => `sentences run together: ${text}`));
  const weight = await visitor.weight();
  if (weight > 100 * kilobytes) faults.push(`weighs ${weight} bytes`);
  // a telephone; a screen of 1280 read at 200 %; a tablet; a screen of 1280
  for (const width of [320, 640, 800, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const overflow = await page.evaluate<number>('document.scrollingElement.scrollWidth - innerWidth');
    if (overflow > 0) faults.push(`${overflow} pixels too wide at ${width}`);
  }
  return faults;
}

/** Latin words after a number or a sign, not set apart from the Arabic around them: the number goes to the other end (« 1 place » → « place 1 »). */
const turnedAround = `(() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    const { textContent, parentElement } = texts.currentNode;
    const isHidden = parentElement.closest('script, style, bdi, [dir=ltr], [dir=auto], [lang]:not(html)');
    if (!isHidden && /^[^\\p{L}]*[\\d#+][^\\p{L}]*\\p{Script=Latin}/u.test(textContent)) found.push(textContent.slice(0, 80));
  }
  return found;
})()`;

/** Two sentences in a line of easy French, in what is ours to write there: not the terms as they stand in French, nor anybody's own words. */
const runTogether = `(() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    const { textContent, parentElement } = texts.currentNode;
    const isOthers = parentElement.closest('script, style, textarea, .terms, .quoted, blockquote');
    if (!isOthers && /\\p{Ll}[.?!] (?=[\\p{Lu}«])/u.test(textContent)) found.push(textContent.slice(0, 80));
  }
  return found;
})()`;

async function findings({ page }: Visitor, looks: readonly Look[]): Promise<string[]> {
  const faults: string[] = [];
  for (const { width, colorScheme } of looks) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    const axe = new AxeBuilder({ page }).setLegacyMode();
    const { violations } = await (colorScheme === 'light' ? axe.withTags(standards) : axe.withRules(ofColours)).analyze();
    for (const { id, help, nodes } of violations)
      faults.push(...nodes.map(({ html }) => `${colorScheme}, ${width}: ${id}, ${help}: ${html.slice(0, 200)}`));
  }
  return faults;
}

function attribute(page: Visitor['page'], name: string): Promise<string> {
  return page.evaluate<string>(`document.documentElement.getAttribute('${name}') ?? ''`);
}
