import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

// One application process: six writers, a tenth of whose transactions roll back and some of which commit slowly.
// Tells its parent each number whose commit was acknowledged.
const url = process.argv[2];

async function write(): Promise<void> {
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      for (;;) await oneEntry(client);
    } catch {
      await client.end().catch(() => undefined);
      await sleep(50); // the server restarts
    }
  }
}

async function oneEntry(client: pg.Client): Promise<void> {
  await client.query('begin; set local role procura_app');
  const { rows } = await client.query<{ id: string }>(
    `insert into journal.entries (at, event, leaf) values ($1, 'fault_test', convert_to('{"x":"' || gen_random_uuid() || '"}', 'UTF8')) returning id`,
    [new Date()],
  );
  const chance = Math.random();
  if (chance < 0.05) await sleep(Math.random() * 300);
  const keeps = chance < 0.9;
  await client.query(keeps ? 'commit' : 'rollback');
  if (keeps) process.send?.(rows[0]?.id);
  await sleep(Math.random() * 10);
}

process.on('disconnect', () => process.exit(0));
await Promise.all(Array.from({ length: 6 }, write));
