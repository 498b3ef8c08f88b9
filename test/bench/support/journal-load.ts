import pg from 'pg';
import { machineCpuMs } from './journal-cpu.ts';
import { openChanges } from './journal-changes.ts';
import { exampleLeaf } from './journal-leaf.ts';

// One process of writers: `variant concurrency seconds first`, the number of the first of them. Tells its parent how many it committed, how long each
// took, and how busy the machine was meanwhile.
const [url = '', variant = 'raw', concurrency = '1', seconds = '2', first = '0'] = process.argv.slice(2);

const statements: Readonly<Record<string, string>> = {
  raw: 'insert into bench.plain (at, event, mandate_ref, mandate_n, leaf) values ($1, $2, $3, 1, $4)',
  entry: 'insert into journal.entries (at, event, mandate_ref, mandate_n, leaf) values ($1, $2, $3, 1, $4)',
  chain: 'select bench.chain($1, $2, $3, $4)',
};

/** A statement that is its own transaction, on a connection of its own. */
async function openBare(number: number): Promise<() => Promise<unknown>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  clients.push(client);
  const mandate = `00000000-0000-4000-8000-1000000${String(number).padStart(5, '0')}`;
  const text = statements[variant] ?? '';
  return () => client.query({ name: variant, text, values: [new Date(), 'mandate_used', mandate, exampleLeaf] });
}

async function write(act: () => Promise<unknown>): Promise<void> {
  while (performance.now() < until) {
    const started = performance.now();
    await act();
    took.push(performance.now() - started);
  }
}

const clients: pg.Client[] = [];
const changes = variant.startsWith('business') ? openChanges(url, { variant, writers: Number(concurrency) }) : null;
const acts = await Promise.all(
  Array.from({ length: Number(concurrency) }, (_, place) => (changes?.writer ?? openBare)(Number(first) + place)),
);
const took: number[] = [];
const [until, cpuFrom] = [performance.now() + Number(seconds) * 1_000, machineCpuMs()];
await Promise.all(acts.map(write));
const cpuMs = machineCpuMs() - cpuFrom;
await Promise.all([...clients.map((client) => client.end()), changes?.close()]);
took.sort((one, other) => one - other);
const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
process.send?.({ rate: took.length / Number(seconds), count: took.length, p99: at(0.99), cpuMs });
process.disconnect();
