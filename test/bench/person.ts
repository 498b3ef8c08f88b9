import { loadavg } from 'node:os';
import { startChild } from './support/child.ts';
import { type BenchDatabase, databases, serviceSettings } from './support/databases.ts';
import { machine, noise, table } from './support/figures.ts';
import type { Home } from './support/house-child.ts';
import { Visitor } from './support/http.ts';
import { compare, headsOf, rowOf } from './support/side-by-side.ts';

const looks = Number(process.env['BENCH_LOOKS'] ?? 200);
const few = 10;
const many = Number(process.env['BENCH_USES'] ?? 10_000);

const pages: readonly (readonly [string, (home: Home) => string])[] = [
  ['home', () => '/me'],
  ['mandate and its uses', ({ mandateId }) => `/me/mandates/${mandateId}`],
  ['mandate, in the middle of its uses', ({ mandateId, useId }) => `/me/mandates/${mandateId}?before=${useId}`],
  ['record', () => '/me/record'],
  ['record, in the middle', ({ entryId }) => `/me/record?before=${entryId}`],
  ['ending a mandate', ({ mandateId }) => `/me/mandates/${mandateId}/end`],
  ['ending everything', () => '/me/end'],
  ['contesting a use', ({ useId }) => `/me/uses/${useId}/contest`],
  ['what I contested', () => '/me/cases'],
  ['how I am told', () => '/me/contacts'],
  ['my data', () => '/me/data'],
];

/** The person's pages with ten uses and with thousands, turn by turn on the same server. */
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
  return ['## The person’s pages, by uses', ...parts].join('\n\n');
}

async function measure(database: BenchDatabase): Promise<string> {
  const settings = await serviceSettings();
  const house = startChild(new URL('./support/house-child.ts', import.meta.url), { ...settings, ...database.environment });
  try {
    const homes = await house.ask<Home[]>('seedHomes', [few, many]);
    await house.ask('serve');
    const busy = [loadavg()[0] ?? NaN];
    const sides = homes.map((of) => ({ browser: new Visitor(settings.PUBLIC_URL, of.cookies), of }));
    const rows = (await compare(sides, pages, looks)).map(rowOf);
    busy.push(loadavg()[0] ?? NaN);
    return [machine([database.name]), table(headsOf(few, many), rows), `${String(looks)} looks each · ${noise(busy)}`].join('\n\n');
  } finally {
    await house.close();
  }
}
