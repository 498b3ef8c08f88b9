import { access, routeAt } from '../../src/access.ts';
import { allLanguages } from '../../src/http/languages.ts';
import type { Browser, Shown } from './browser.ts';

/** Somebody in front of the house, and where they begin. */
export interface Visiting {
  readonly who: string;
  readonly browser: Browser;
  /** Addresses without the origin: homes, and pages that no link leads to. */
  readonly starts: readonly string[];
}

/** What somebody arrived at: a file, data. */
export interface FoundFile {
  /** As in `access`, without the method. */
  readonly route: string;
  readonly who: string;
  readonly browser: Browser;
  readonly path: string;
}

/** A page that somebody arrived at. */
export interface FoundPage extends FoundFile {
  /** The codes of the languages it offers to be read in, the one it was shown in included. */
  readonly languages: readonly string[];
}

export interface Exploration {
  readonly pages: readonly FoundPage[];
  readonly files: readonly FoundFile[];
  /** Links that lead nowhere: where they stand, where they point, and what came. */
  readonly dead: readonly string[];
}

const examplesOfEach = 3;

/** Follows every link of the house, as each of these visitors, until nothing new is found; forms that only ask (GET) are followed too. */
export async function explore(url: string, visitors: readonly Visiting[]): Promise<Exploration> {
  const found: { pages: FoundPage[]; files: FoundFile[]; dead: string[] } = { pages: [], files: [], dead: [] };
  for (const visiting of visitors) await walk(url, visiting, found);
  return found;
}

async function walk(
  url: string,
  { who, browser, starts }: Visiting,
  found: { pages: FoundPage[]; files: FoundFile[]; dead: string[] },
): Promise<void> {
  const waiting = starts.map((path) => ({ path, from: 'the beginning' }));
  const asked = new Set(starts);
  const examples = new Map<string, number>();
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const shown = await browser.open(url + next.path);
    if (!shown.url.startsWith(url)) continue; // an upstream, a service: not our pages
    if (shown.status >= 400) found.dead.push(`${who}, ${next.from} → ${next.path}: ${String(shown.status)}`);
    const path = shown.url.slice(url.length);
    const route = routeOf(path);
    if (!isPage(shown)) {
      if (route) found.files.push({ route, who, browser, path });
      continue;
    }
    if (route) found.pages.push({ route, who, browser, path, languages: languagesOf(shown.text) });
    for (const link of linksOf(shown.text)) {
      const kind = kindOf(link);
      const count = examples.get(kind) ?? 0;
      if (asked.has(link) || count >= examplesOfEach || leaves.test(link) || (who !== 'anyone' && isForAnyone(link))) continue;
      asked.add(link);
      examples.set(kind, count + 1);
      waiting.push({ path: link, from: path });
    }
  }
}

/** Seen once, by a stranger. */
function isForAnyone(path: string): boolean {
  return access[`GET ${routeOf(path) ?? ''}`] === 'anyone';
}

/** What ends a visit, or shows the same in other words. */
const leaves = /^\/(sign-out|me\/sign-out)|[?&]lang=/;

function isPage({ headers }: Shown): boolean {
  return headers.get('content-type')?.startsWith('text/html') ?? false;
}

/** The route that answers at an address, or undefined. */
function routeOf(address: string): string | undefined {
  return routeAt(address.split(/[?#]/)[0] ?? '');
}

/** Two mandates have the same page; a list and its search have not. */
function kindOf(path: string): string {
  const query = new URLSearchParams(path.split('?')[1] ?? '');
  return `${routeOf(path) ?? path} ${[...query.keys()].sort().join(' ')}`;
}

function linksOf(html: string): string[] {
  const hrefs = [...html.matchAll(/<a [^>]*href="(\/[^"#]*)/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
  const forms = [...html.matchAll(/<form[^>]*method="get"[^>]*action="(\/[^"#]*)"/g)].map(([, action = '']) => action);
  return [...hrefs, ...forms];
}

/** A person chooses theirs by a form, which stays chosen; everybody else by links. A page handed over speaks the one language it was asked for. */
function languagesOf(html: string): string[] {
  if (html.includes('action="/me/language"')) return [...allLanguages];
  return [...html.matchAll(/href="[^"]*[?&](?:amp;)?lang=([\w-]+)"/g)].map(([, code = '']) => code);
}
