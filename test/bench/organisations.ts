import { loadavg } from 'node:os';
import { codeAt } from '../support/staff.ts';
import { startChild } from './support/child.ts';
import { type BenchDatabase, databases, serviceSettings } from './support/databases.ts';
import { machine, noise, table } from './support/figures.ts';
import { type Answer, Visitor } from './support/http.ts';
import type { Arriving, Teams, TeamsPlan } from './support/organisations-child.ts';
import { compare, headsOf, type Line, note, rowOf, type Timed, timed } from './support/side-by-side.ts';

const looks = Number(process.env['BENCH_LOOKS'] ?? 100);
const small: TeamsPlan = { organisations: Math.ceil(looks / 10), helpers: 10, arriving: looks };
const large: TeamsPlan = { organisations: 1, helpers: Number(process.env['BENCH_HELPERS'] ?? 2_000), arriving: looks };

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
    return [
      machine([database.name]),
      table(headsOf(small.helpers, large.helpers), rows),
      `${String(looks)} looks each · ${noise(busy)}`,
    ].join('\n\n');
  } finally {
    await house.close();
  }
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
      for (const [index, answer] of answers.entries()) note(lines[index], side, answer);
    }
  return lines;
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

function pages(url: string, few: Teams, many: Teams): Promise<Line[]> {
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
  const sides = [few, many].map((teams) => ({ browser: new Visitor(url, teams.cookies), of: teams }));
  return compare(sides, paths, looks);
}

function csrfOf({ text }: Answer): string {
  return `_csrf=${encodeURIComponent(/name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '')}`;
}
