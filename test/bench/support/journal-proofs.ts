import { openDatabase } from '../../../src/db/database.ts';
import { consistencyFault, hashLeaf, inclusionFault } from '../../../src/journal/merkle.ts';
import { proveConsistency, proveInclusion, rootAt } from '../../../src/journal/proof.ts';
import { findEntryId, findLeaf } from '../../../src/journal/tree-store.ts';
import type { Row } from '../journal.ts';
import type { JournalStage } from './journal-stage.ts';

/** Fills the tree up to `entries`, and proves at ten thousand and there. */
export async function proofRows(stage: JournalStage, entries: number): Promise<Row[]> {
  const rate = await fill(stage, entries);
  const size = await stage.number('select size from journal.heads');
  const bytes = await stage.number("select pg_total_relation_size('journal.tiles')");
  const entryBytes = await stage.number(
    "select sum(pg_total_relation_size(inhrelid)) from pg_inherits where inhparent = 'journal.entries'::regclass",
  );
  const sizes: (Awaited<ReturnType<typeof proveMany>> & { readonly size: number })[] = [];
  for (const one of [...new Set([10_000, 1_000_000, size].map((wanted) => Math.min(wanted, size)))])
    sizes.push({ ...(await proveMany(stage, one)), size: one });
  const [large, former] = sizes.toReversed();
  if (!large) throw new Error('nothing was proven');
  const growth = large.p50 / (former ?? large).p50;
  return [
    ['T9 integration of a bulk', '≥ 100,000/s', `${Math.round(rate)}/s`, rate >= 100_000],
    [
      `T10 inclusion proof p50 / p99 at ${sizes.map((one) => one.size.toLocaleString('en')).join(', ')} entries`,
      '≤ 1.5 ms, ratio ≤ 1.6',
      `${sizes.map(({ p50, p99 }) => `${p50.toFixed(2)} / ${p99.toFixed(2)}`).join(', ')} ms, the last two ratio ${growth.toFixed(2)}`,
      large.p50 <= 1.5 && growth <= 1.6,
    ],
    ['T10 consistency proof p50', '', `${large.consistency.toFixed(2)} ms`],
    ['T11 longest inclusion proof', `${Math.ceil(Math.log2(size))}`, String(large.longest), large.longest <= Math.ceil(Math.log2(size))],
    [
      'T14 tree storage an entry',
      '≤ 42 B',
      `${(bytes / size).toFixed(1)} B (entry, its keys and index: ${Math.round(entryBytes / size)} B)`,
      bytes / size <= 42,
    ],
  ];
}

async function fill(stage: JournalStage, entries: number): Promise<number> {
  const present = await stage.number('select count(*) from journal.entries');
  const more = Math.max(50_000, entries - present);
  for (let done = 0; done < more; done += 50_000)
    await stage.client.query(
      `insert into journal.entries (at, event, leaf) select '2026-11-22', 'bulk', convert_to(rpad('{"x":"' || i || random(), 510, 'x') || '"}', 'UTF8')
         from generate_series(1, $1::int) i`,
      [Math.min(50_000, more - done)],
    );
  const sequencer = stage.sequencer();
  await sequencer.until(1);
  const [began, from] = [performance.now(), sequencer.size()];
  await sequencer.until(present + more);
  await sequencer.stop();
  return ((present + more - from) / (performance.now() - began)) * 1_000;
}

async function proveMany(stage: JournalStage, size: number) {
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
  return { p50: took[500] ?? 0, p99: took[990] ?? 0, consistency: between[10] ?? 0, longest };
}
