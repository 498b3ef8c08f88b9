import { describeEntries } from '../../src/supervision/describe-entries.ts';
import { searchJournal } from '../../src/supervision/search-journal.ts';
import { questionOf } from '../../src/supervision/search-plan.ts';
import { percentile, shown, table } from './support/figures.ts';
import { shapesOf } from './support/supervision-shapes.ts';
import { openDatabase } from '../../src/db/database.ts';
import { openKeptVault } from '../../src/db/kept-key-store.ts';
import { systemClock } from '../../src/clock.ts';
const open = async (name: string, entries: number) => { const db = openDatabase({ url: `postgres://procura@127.0.0.1:5544/${name}` }); return { entries, seconds: 0, name, needs: { db, clock: systemClock, vault: await openKeptVault(db, [Buffer.alloc(32, 'a')]) }, close: () => db.destroy() }; };
const [a, b] = [await open('search_seed', 10_000), await open('search_big', 1_000_000)];
const n = Number(process.env['N'] ?? 100);
const [few, many] = [await shapesOf(a, n), await shapesOf(b, n)];
const took = async (stage: any, shape: any, look: number) => { const { criteria, personIds, page } = shape.looks[look]; const q = questionOf({ territories: shape.territories }, criteria, personIds); let before: string | null = null; for (let i = 1; i < page; i++) before = (await searchJournal(stage.needs.db, q, { limit: 25, before })).next; const t = performance.now(); const f = await searchJournal(stage.needs.db, q, { limit: 25, before }); await describeEntries(stage.needs, f.entries); return performance.now() - t; };
const rows: string[][] = [];
for (const [i, s] of few.entries()) { const one: number[] = [], two: number[] = []; for (let l = 0; l < n; l++) { one.push(await took(a, s, l)); two.push(await took(b, many[i], l)); } rows.push([s.name, ...[percentile(one, 50), percentile(two, 50), percentile(one, 95), percentile(two, 95), percentile(two, 50) / percentile(one, 50), percentile(two, 95) / percentile(one, 95)].map(shown)]); }
console.log(table(['shape', 'p50 10k', 'p50 1M', 'p95 10k', 'p95 1M', 'p50 ratio', 'p95 ratio'], rows));
await a.close(); await b.close();
