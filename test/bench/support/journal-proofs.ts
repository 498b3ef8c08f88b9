import { openDatabase } from '../../../src/db/database.ts';
import { auditJournal } from '../../../src/journal/audit.ts';
import { consistencyFault, hashLeaf, inclusionFault } from '../../../src/journal/merkle.ts';
import { parseVkey } from '../../../src/journal/note.ts';
import { proveConsistency, proveInclusion, rootAt } from '../../../src/journal/proof.ts';
import { findEntryId, findLeaf } from '../../../src/journal/tree-store.ts';
import { manyEntries } from '../../support/many-entries.ts';
import { logSigner } from '../../support/receipts.ts';
import type { Row } from '../journal.ts';
import type { JournalStage } from './journal-stage.ts';

/** Fills the tree up to each size, and proves and verifies there. */
export async function* proofRows(stage: JournalStage, sizes: readonly number[]): AsyncGenerator<Row> {
  const proven: Proven[] = [];
  for (const size of sizes) {
    const rate = await fill(stage, size);
    if (rate !== null) yield [`T9 integration of a bulk, up to ${inWords(size)} entries`, '≥ 100,000/s', `${rate}/s`, rate >= 100_000];
    proven.push(await proveMany(stage, size));
    if (rate !== null) yield await verified(stage);
  }
  yield* tellProofs(proven);
  const size = await stage.number('select size from journal.heads');
  const bytes = await stage.number("select pg_total_relation_size('journal.tiles')");
  const entryBytes = await stage.number(
    "select sum(pg_total_relation_size(inhrelid)) from pg_inherits where inhparent = 'journal.entries'::regclass",
  );
  const whole = await stage.number('select greatest(count(*), 1) from journal.entry_index');
  const besides = async (table: string) => Math.round((await stage.number(`select pg_total_relation_size('journal.${table}')`)) / whole);
  const values = `sealed values ${await besides('sealed_values')} B, index of the search ${await besides('entry_index')} B`;
  const told = `${(bytes / size).toFixed(1)} B (entry, its keys and index: ${Math.round(entryBytes / size)} B; of a whole use of a mandate, ${values})`;
  yield ['T14 tree storage an entry', '≤ 42 B', told, bytes / size <= 42];
}

function* tellProofs(proven: readonly Proven[]): Generator<Row> {
  const [large, former] = proven.toReversed();
  if (!large) return;
  const growth = large.p50 / (former ?? large).p50;
  const at = proven.map(({ size }) => inWords(size)).join(', ');
  const each = (told: (one: Proven) => string) => `${proven.map(told).join(', ')} ms`;
  yield [
    `T10 inclusion proof p50 / p99 at ${at} entries`,
    '≤ 1.5 ms, ratio ≤ 1.6',
    `${each(({ p50, p99 }) => `${p50.toFixed(2)} / ${p99.toFixed(2)}`)}, the last two ratio ${growth.toFixed(2)}`,
    large.p50 <= 1.5 && growth <= 1.6,
  ];
  yield [`consistency proof p50 at ${at} entries`, '', each(({ consistency }) => consistency.toFixed(2))];
  const most = Math.ceil(Math.log2(large.size));
  yield ['T11 longest inclusion proof', String(most), String(large.longest), large.longest <= most];
}

/** What `procura journal verify` does, over the whole database. The example that writers repeat is no canonical entry: its rows are named. */
async function verified(stage: JournalStage): Promise<Row> {
  const db = openDatabase({ url: stage.url }, { poolSize: 2 });
  const size = await stage.number('select size from journal.heads');
  const started = performance.now();
  let named = 0;
  for await (const { kind } of auditJournal({ db, logKeys: [parseVkey(logSigner.vkey)] })) named += Number(kind !== 'altered');
  const rate = Math.round((size / (performance.now() - started)) * 1_000);
  await db.destroy();
  if (named > 0) throw new Error('the tree of the bench is damaged');
  return [`live database of ${inWords(size)} entries verified, as by \`procura journal verify\``, '', `${rate}/s`];
}

function inWords(size: number): string {
  return size.toLocaleString('en');
}

/** Brings the tree to so many entries at least; how many were added a second, null when too few were missing to say. */
async function fill(stage: JournalStage, entries: number): Promise<number | null> {
  const present = await stage.number('select count(*) from journal.entries');
  const more = entries - present;
  if (more <= 0) return null;
  for (let done = 0; done < more; done += 50_000) await stage.client.query(manyEntries(Math.min(50_000, more - done)));
  const sequencer = stage.sequencer();
  await sequencer.until(1);
  const [began, from] = [performance.now(), sequencer.size()];
  await sequencer.until(present + more);
  await sequencer.stop();
  return more < 50_000 ? null : Math.round(((present + more - from) / (performance.now() - began)) * 1_000);
}

interface Proven {
  readonly size: number;
  readonly p50: number;
  readonly p99: number;
  readonly consistency: number;
  readonly longest: number;
}

async function proveMany(stage: JournalStage, size: number): Promise<Proven> {
  const db = openDatabase({ url: stage.url }, { poolSize: 1 });
  const root = await rootAt(db, size);
  const took: number[] = [];
  const between: number[] = [];
  let longest = 0;
  for (let turn = 0; turn < 1_000; turn++) {
    const index = Math.floor(Math.random() * size);
    const started = performance.now();
    const proof = await proveInclusion(db, { index }, size);
    took.push(performance.now() - started);
    longest = Math.max(longest, proof?.hashes.length ?? 0);
    if (turn % 50 === 0) {
      const leaf = hashLeaf((await findLeaf(db, (await findEntryId(db, index)) ?? '')) ?? Buffer.alloc(0));
      if (inclusionFault({ index, size, leaf, proof: proof?.hashes ?? [], root })) throw new Error('a proof does not hold');
      const older = { size: index + 1, root: await rootAt(db, index + 1) };
      const begun = performance.now();
      const consistency = await proveConsistency(db, older.size, size);
      between.push(performance.now() - begun);
      if (consistencyFault(older, { size, root }, consistency)) throw new Error('a proof does not hold');
    }
  }
  await db.destroy();
  took.sort((one, other) => one - other);
  between.sort((one, other) => one - other);
  return { size, p50: took[500] ?? 0, p99: took[990] ?? 0, consistency: between[10] ?? 0, longest };
}
