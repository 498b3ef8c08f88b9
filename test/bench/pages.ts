import { loadavg } from 'node:os';
import { startChild } from './support/child.ts';
import { type BenchClient, benchClients, newRequest } from './support/clients.ts';
import { type BenchDatabase, databases, serviceSettings } from './support/databases.ts';
import { machine, noise, percentile, shown, table, verdict } from './support/figures.ts';
import type { Counter, CounterPlan } from './support/house-child.ts';
import { type Answer, Visitor } from './support/http.ts';

const looks = Number(process.env['BENCH_LOOKS'] ?? 200);
const atMostSeconds = 20;
const few: CounterPlan = { people: 10, uses: 10, entries: 10, drafts: true };
const many: CounterPlan = { people: 2_000, uses: 1_000, entries: 10_000 };

interface Page {
  readonly name: string;
  readonly path: string;
  readonly browser: Visitor;
  readonly took: number[];
  html: number;
}

/** How long each page takes from request to last byte, one at a time, and what a browser must load to show it. */
export async function bench(): Promise<string> {
  const parts: string[] = [];
  for (const open of databases()) {
    const database = await open();
    try {
      parts.push(await measure(database));
    } finally {
      await database.remove();
    }
  }
  return ['## Pages', ...parts].join('\n\n');
}

async function measure(database: BenchDatabase): Promise<string> {
  const settings = await serviceSettings();
  const house = startChild(new URL('./support/house-child.ts', import.meta.url), { ...settings, ...database.environment });
  try {
    const counters = await house.ask<[Counter, Counter]>('seed', [few, many]);
    await house.ask('serve');
    const pages = await pagesOf(settings.PUBLIC_URL, counters);
    const busy = [loadavg()[0] ?? NaN];
    await look(pages);
    busy.push(loadavg()[0] ?? NaN);
    const rows = await Promise.all(pages.map(row));
    return [machine([database.name]), table(heads, rows), footnote(busy)].join('\n\n');
  } finally {
    await house.close();
  }
}

async function pagesOf(url: string, [small, large]: readonly [Counter, Counter]): Promise<Page[]> {
  const [one, other] = [new Visitor(url, small.cookies), new Visitor(url, large.cookies)];
  const page = (name: string, browser: Visitor, path: string): Page => ({ name, browser, path, took: [], html: 0 });
  const [fewToChoose, manyToChoose] = [await interaction(one), await interaction(other)];
  return [
    page('public home', new Visitor(url), '/'),
    page('sign in', new Visitor(url), '/sign-in'),
    page('home, 10 mandates', one, '/home'),
    page('home, 2,000 mandates', other, '/home'),
    page('home, search among 2,000', other, '/home?q=st-pierre'),
    page('new mandate', one, '/mandates/new'),
    page('draft', one, `/drafts/${small.draftId}`),
    page('terms', one, `/drafts/${small.identifiedDraftId}/terms`),
    page('mandate, 10 uses', one, `/mandates/${small.mandateId}`),
    page('mandate, 1,000 uses', other, `/mandates/${large.mandateId}`),
    page('choice, 10 people', one, fewToChoose),
    page('choice, 2,000 people', other, manyToChoose),
    page('choice, search among 2,000', other, `${manyToChoose}?q=st-pierre`),
    page('activity, 10 entries', one, '/activity'),
    page('activity, 10,000 entries', other, '/activity'),
    page('a service asks: /oidc/authorize', new Visitor(url), `/oidc/authorize?${newRequest(hub()).query}`),
  ];
}

/** The address of a choice that a service waits for. */
async function interaction(browser: Visitor): Promise<string> {
  return (await browser.get(`/oidc/authorize?${newRequest(hub()).query}`)).location;
}

function hub(): BenchClient {
  const [client] = benchClients;
  if (!client) throw new Error('no client');
  return client;
}

/** By turns, so that a disturbance of some seconds does not fall on one page alone. */
async function look(pages: readonly Page[]): Promise<void> {
  const until = performance.now() + atMostSeconds * pages.length * 1_000;
  for (let n = -5; n < looks && performance.now() < until; n++) {
    for (const page of pages) {
      const from = performance.now();
      const shownPage = await page.browser.get(page.path);
      if (n >= 0) page.took.push(performance.now() - from);
      if (![200, 303].includes(shownPage.status) || shownPage.location.startsWith('/sign-in'))
        throw new Error(`${page.name}: ${shownPage.status} at ${page.path} ${shownPage.location}`);
      page.html = shownPage.bytes;
    }
  }
}

const heads = ['page', 'looks', 'p50 ms', 'p95 ms', 'target p95', 'HTML kB', 'in all kB', 'target'];

async function row(page: Page): Promise<string[]> {
  const inAll = (page.html + (await besides(page))) / 1_000;
  const [p50, p95] = [percentile(page.took, 50), percentile(page.took, 95)];
  const times = [String(page.took.length), shown(p50), shown(p95), verdict(p95, { most: 30 })];
  return [page.name, ...times, shown(page.html / 1_000), shown(inAll), verdict(inAll, { most: 100 })];
}

/** What the page asks the browser to load: styles, scripts, images, each once. */
async function besides({ browser, path }: Page): Promise<number> {
  const { text } = await browser.get(path);
  const names = [...text.matchAll(/<(?:link|script|img)[^>]*?(?:href|src)="(\/public\/[^"]*)"/g)].map(([, name = '']) => name);
  const files: Answer[] = await Promise.all([...new Set(names)].map((name) => browser.get(name)));
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

function footnote(busy: readonly number[]): string {
  return `Time from request to last byte over loopback, one request at a time, pages by turns; bytes as sent, not compressed. ${noise(busy)}.`;
}
