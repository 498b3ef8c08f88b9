import { loadavg } from 'node:os';
import { codeAt } from '../support/staff.ts';
import { startChild } from './support/child.ts';
import { type BenchDatabase, databases, serviceSettings } from './support/databases.ts';
import { machine, noise, percentile, shown, table, verdict } from './support/figures.ts';
import { type Answer, Visitor } from './support/http.ts';
import type { Arriving, Teams, TeamsPlan } from './support/organisations-child.ts';

const looks = Number(process.env['BENCH_LOOKS'] ?? 100);
const small: TeamsPlan = { organisations: Math.ceil(looks / 10), helpers: 10, arriving: looks };
const large: TeamsPlan = { organisations: 1, helpers: Number(process.env['BENCH_HELPERS'] ?? 2_000), arriving: looks };

/** What a page took among few helpers and among many, and its size. */
interface Line {
  readonly name: string;
  readonly took: readonly [number[], number[]];
  bytes: number;
}

/** Signing in, and a manager's pages, where an organisation has ten helpers and where it has thousands; turn by turn on the same server. */
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
  return ['## Organisations', ...parts].join('\n\n');
}

async function measure(database: BenchDatabase): Promise<string> {
  const settings = await serviceSettings();
  const house = startChild(new URL('./support/organisations-child.ts', import.meta.url), { ...settings, ...database.environment });
  try {
    const [few, many] = await house.ask<[Teams, Teams]>('seed', [small, large]);
    await house.ask('serve');
    const busy = [loadavg()[0] ?? NaN];
    const rows = [...(await signIns(settings.PUBLIC_URL, few, many)), ...(await pages(settings.PUBLIC_URL, few, many))].map(rowOf);
    busy.push(loadavg()[0] ?? NaN);
    return [machine([database.name]), table(heads, rows), `${String(looks)} looks each · ${noise(busy)}`].join('\n\n');
  } finally {
    await house.close();
  }
}

const heads = [
  'what',
  'p50 at 10',
  `p50 at ${String(large.helpers)}`,
  'p95 at 10',
  `p95 at ${String(large.helpers)}`,
  '≤ 30 ms',
  '≤ 1.5 ×',
  'kB',
  '≤ 100',
];

function rowOf({ name, took: [few, many], bytes }: Line): string[] {
  const p95 = [percentile(few, 95), percentile(many, 95)] as const;
  const times = [percentile(few, 50), percentile(many, 50), ...p95].map(shown);
  return [
    name,
    ...times,
    verdict(p95[1], { most: 30 }),
    verdict(p95[1] / p95[0], { most: 1.5 }),
    shown(bytes / 1_000),
    verdict(bytes / 1_000, { most: 100 }),
  ];
}

const steps = [
  'sign in: the link opened',
  'sign in: its button',
  'sign in: second factor asked',
  'sign in: second factor given',
  'sign in: home',
];

async function signIns(url: string, few: Teams, many: Teams): Promise<Line[]> {
  const lines = steps.map((name): Line => ({ name, took: [[], []], bytes: 0 }));
  for (const [n, one] of few.arriving.entries())
    for (const [side, arriving] of [one, many.arriving[n] ?? one].entries()) {
      const answers = await arrive(new Visitor(url), arriving);
      for (const [index, { took, bytes }] of answers.entries()) {
        lines[index]?.took[side === 0 ? 0 : 1].push(took);
        if (lines[index]) lines[index].bytes = Math.max(lines[index].bytes, bytes);
      }
    }
  return lines;
}

interface Timed extends Answer {
  readonly took: number;
}

async function arrive(browser: Visitor, { token, totpSecret }: Arriving): Promise<Timed[]> {
  const path = `/sign-in/link/${token}`;
  const link = await timed(browser.get(path));
  const redeemed = await timed(browser.post(path, csrfOf(link)));
  const asked = await timed(browser.get('/second-factor'));
  const given = await timed(browser.post('/second-factor', `${csrfOf(asked)}&code=${codeAt({ totpSecret }, new Date())}`));
  const home = await timed(browser.get(new URL(given.location, 'http://any').pathname));
  if (redeemed.status !== 303 || given.status !== 303 || home.status !== 200)
    throw new Error(`not let in: ${[redeemed, given, home].map(({ status }) => status).join(' ')}`);
  return [link, redeemed, asked, given, home];
}

async function pages(url: string, few: Teams, many: Teams): Promise<Line[]> {
  const paths: readonly (readonly [string, (teams: Teams) => string])[] = [
    ['manager’s home', () => '/manager'],
    ['list of helpers', () => '/manager/helpers'],
    ['list of helpers, second page', () => '/manager/helpers?page=2'],
    ['list of helpers, search', () => '/manager/helpers?q=giraud1'],
    ['one helper', ({ helperId }) => `/manager/helpers/${helperId}`],
    ['mandates', () => '/manager/mandates'],
    ['activity', () => '/manager/activity'],
    ['cards', () => '/manager/cards'],
  ];
  const browsers = [new Visitor(url, few.cookies), new Visitor(url, many.cookies)] as const;
  const lines = paths.map(([name]): Line => ({ name, took: [[], []], bytes: 0 }));
  for (let look = -5; look < looks; look++)
    for (const [index, [name, pathOf]] of paths.entries())
      for (const side of [0, 1] as const) {
        const shownPage = await timed(browsers[side].get(pathOf(side === 0 ? few : many)));
        if (shownPage.status !== 200) throw new Error(`${name}: ${String(shownPage.status)} ${shownPage.location}`);
        const line = lines[index];
        if (!line || look < 0) continue;
        line.took[side].push(shownPage.took);
        line.bytes = Math.max(line.bytes, shownPage.bytes);
      }
  return lines;
}

async function timed(asked: Promise<Answer>): Promise<Timed> {
  const from = performance.now();
  const answer = await asked;
  return { ...answer, took: performance.now() - from };
}

function csrfOf({ text }: Answer): string {
  return `_csrf=${encodeURIComponent(/name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '')}`;
}
