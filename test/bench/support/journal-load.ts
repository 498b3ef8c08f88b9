import pg from 'pg';

// One process of writers: `variant concurrency seconds`. Tells its parent how many it committed and how long each took.
const [url, variant = 'raw', concurrency = '1', seconds = '2'] = process.argv.slice(2);
const leaf = Buffer.from(
  JSON.stringify({
    _sd: Array.from({ length: 8 }, (_, index) => `${String(index)}${'x'.repeat(42)}`),
    at: '2026-11-22T10:11:13.000Z',
    id: '00000000-0000-4000-8000-000000000002',
    k: 'mandate_used',
    v: 1,
  }),
);

const statements: Readonly<Record<string, readonly string[]>> = {
  raw: ['insert into bench.plain (at, event, mandate_ref, mandate_n, leaf) values ($1, $2, $3, 1, $4)'],
  entry: ['insert into journal.entries (at, event, mandate_ref, mandate_n, leaf) values ($1, $2, $3, 1, $4)'],
  chain: ['select bench.chain($1, $2, $3, $4)'],
  business: ['begin', 'update bench.mandate set changed = changed + 1 where id = $1', 'commit'],
  'business+entry': [
    'begin',
    'update bench.mandate set changed = changed + 1 where id = $1',
    'insert into journal.entries (at, event, mandate_ref, mandate_n, leaf) values ($1, $2, $3, 1, $4)',
    'commit',
  ],
};

async function write(number: number, until: number, took: number[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const mandate = `00000000-0000-4000-8000-0000000${String(number).padStart(5, '0')}`;
  while (performance.now() < until) {
    const started = performance.now();
    for (const [step, text] of (statements[variant] ?? []).entries())
      await client.query({ name: `step-${step}`, text, values: valuesFor(text, { number, mandate }) });
    took.push(performance.now() - started);
  }
  await client.end();
}

function valuesFor(text: string, { number, mandate }: { readonly number: number; readonly mandate: string }): unknown[] {
  if (text.startsWith('update')) return [number];
  return text.includes('$4') ? [new Date(), 'mandate_used', mandate, leaf] : [];
}

const took: number[] = [];
const until = performance.now() + Number(seconds) * 1_000;
await Promise.all(Array.from({ length: Number(concurrency) }, (_, number) => write(number + (process.pid % 500) * 100, until, took)));
took.sort((one, other) => one - other);
const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
process.send?.({ rate: took.length / Number(seconds), count: took.length, p50: at(0.5), p99: at(0.99) });
process.disconnect();
