import { loadavg } from 'node:os';
import { countFigures } from '../../src/supervision/count-figures.ts';
import { describeEntries } from '../../src/supervision/describe-entries.ts';
import { searchJournal } from '../../src/supervision/search-journal.ts';
import { questionOf } from '../../src/supervision/search-plan.ts';
import { machine, noise, percentile, shown, table, verdict } from './support/figures.ts';
import { pagesOf } from './support/supervision-pages.ts';
import { type Shape, shapesOf } from './support/supervision-shapes.ts';
import { openStage, type Stage } from './support/supervision-stage.ts';

const small = 10_000;
const large = Number(process.env['BENCH_ENTRIES'] ?? 1_000_000);
const looks = Number(process.env['BENCH_LOOKS'] ?? 200);
const linesPerPage = 25;
const target = 1.5;

/** What each search, and each other page that time makes longer, costs in a short history and in a long one, words and pseudonyms included, turn by turn on the same server. */
export async function bench(): Promise<string> {
  const stages: Stage[] = [];
  try {
    for (const entries of [small, large]) stages.push(await openStage(entries));
    const [short, long] = stages;
    if (!short || !long) throw new Error('two histories are compared');
    const busy = [loadavg()[0] ?? NaN];
    const rows = await compare(short, long);
    busy.push(loadavg()[0] ?? NaN);
    const rate =
      long.seconds === null
        ? 'histories laid before'
        : `laid by procura seed in ${shown(long.seconds)} s: ${shown(long.entries / long.seconds)} entries a second`;
    return ['## Supervision', machine([short.name]), table(heads, rows), `${looks} looks each · ${rate} · ${noise(busy)}`].join('\n\n');
  } finally {
    for (const stage of stages) await stage.close();
  }
}

const heads = ['page (ms)', `p50 at ${small}`, `p50 at ${large}`, `p95 at ${small}`, `p95 at ${large}`, 'p95 ratio', 'target'];

async function compare(short: Stage, long: Stage): Promise<string[][]> {
  const [few, many] = [await everyPage(short), await everyPage(long)];
  const rows: string[][] = [];
  for (const [index, page] of few.entries()) {
    const [one, two]: [number[], number[]] = [[], []];
    for (let look = 0; look < looks; look++) {
      one.push(await page.took(look));
      two.push(await (many[index] ?? page).took(look));
    }
    const [p95, p95Long] = [percentile(one, 95), percentile(two, 95)];
    const figures = [percentile(one, 50), percentile(two, 50), p95, p95Long, p95Long / p95].map(shown);
    rows.push([page.name, ...figures, verdict(p95Long / p95, { most: target })]);
    console.error(rows.at(-1)?.join(' | ')); // a long bench is watched
  }
  return rows;
}

interface TimedPage {
  readonly name: string;
  readonly took: (look: number) => Promise<number>;
}

/** The searches, then the other pages; BENCH_ROWS names those wanted, in part of their names. */
async function everyPage(stage: Stage): Promise<readonly TimedPage[]> {
  while ((await countFigures(stage.needs)) > 0); // as the service does by itself
  const searches = (await shapesOf(stage, looks)).map((shape) => ({
    name: shape.name,
    took: (look: number) => tookSearch(stage, shape, look),
  }));
  const pages = (await pagesOf(stage, looks)).map(({ name, open }) => ({ name, took: (look: number) => timed(() => open(look)) }));
  return [...searches, ...pages].filter(({ name }) => name.includes(process.env['BENCH_ROWS'] ?? ''));
}

/** The page asked for alone: those before it only lead there. */
async function tookSearch({ needs }: Stage, { territories, looks: all }: Shape, look: number): Promise<number> {
  const { criteria, personIds, page } = all[look] ?? { criteria: {}, personIds: null, page: 1 };
  const question = questionOf({ territories }, criteria, personIds);
  let before: string | null = null;
  for (let turned = 1; turned < page; turned++) before = (await searchJournal(needs.db, question, { limit: linesPerPage, before })).next;
  return timed(async () => {
    const { entries } = await searchJournal(needs.db, question, { limit: linesPerPage, before });
    await describeEntries(needs, entries);
  });
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}
