import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import { connectQuery } from '../../src/db/application-role.ts';
import { migrate, openDatabase } from '../../src/db/database.ts';
import { openLog } from '../../src/http/request-log.ts';
import { startSequencer } from '../../src/journal/sequencer.ts';
import { startService } from '../../src/service.ts';
import { origin, signer, treeFaults } from '../support/sequencing.ts';
import { Acts, until } from './acts.ts';
import { hasPooler, openPooler } from './pooler.ts';
import { openOwnServer } from './server.ts';

// Debian calls it pgbouncer.
const folder = mkdtempSync(join(tmpdir(), 'procura-pooler-'));
chmodSync(folder, 0o711);
const server = hasPooler() ? await openOwnServer() : null;
const pooler = server && (await openPooler(server.url, { folder, connectQuery }));
const plain = server && (await openPooler(server.url, { folder }));
const pooled = pooler ? test : test.skip;
const source = { url: pooler?.url ?? '', directUrl: server?.url ?? '' };

afterAll(async () => {
  await Promise.all([pooler?.remove(), plain?.remove()]);
  server?.remove();
  rmSync(folder, { recursive: true, force: true });
});

pooled(
  'behind PgBouncer the service serves, acts commit with their entries, and its journal is ordered over a connection of its own',
  async () => {
    const service = await startService(readConfig(environment()), openLog('silent'));
    const acts = await Acts.begin(source);
    await acts.more(300);
    const page = await fetch(`http://127.0.0.1:${service.port}/directory`);
    expect([page.status, (await fetch(`http://127.0.0.1:${service.port}/health/ready`)).status]).toEqual([200, 200]);
    await pooler?.restart();
    await acts.more(300);
    await acts.end();
    const { db } = acts.needs;
    const { rows } = await db.raw<{ rows: [{ n: number }] }>('select count(*)::int as n from journal.entries');
    await until('every entry is in a published tree', async () => {
      const published = await db.raw<{ rows: [{ n: number }] }>('select coalesce(max(size), 0)::int as n from journal.checkpoints');
      return published.rows[0].n >= rows[0].n;
    });
    await service.close();
    expect(await acts.faults()).toEqual([]);
    expect(await treeFaults(db)).toEqual([]);
    expect(acts.broken).toEqual([]);
    await db.destroy();
  },
  60_000,
);

pooled('a sequencer that is given the pooler leads nothing, and says why', async () => {
  await migrate(source);
  const anchorFile = join(folder, 'anchor');
  const sequencer = startSequencer({
    ...{ source: { url: pooler?.url ?? '' }, clock: systemClock, log: openLog('silent'), origin, anchorFile, signers: [signer] },
  });
  await until('it says so', () => sequencer.status().state === 'misconfigured');
  expect(sequencer.status().detail).toBe('the sequencer needs a direct connection: a pooler is in between');
  await sequencer.stop();
});

pooled('a pooler that does not give the application its role is refused before anything is asked', async () => {
  const db = openDatabase({ ...source, url: plain?.url ?? '' });
  await expect(db.raw('select 1')).rejects.toThrow('the pooler of DATABASE_URL must begin its connections with: set role procura_app');
  await db.destroy();
});

pooled('what several transactions prepare at once over four connections is never another’s', async () => {
  const db = openDatabase(source);
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, n) =>
      db.transaction(async (tx) => {
        const { rows } = await tx.raw<{ rows: [{ n: number }] }>(`select ?::int + ${n % 40} as n`, [n]);
        return rows[0].n - (n % 40);
      }),
    ),
  );
  expect(answers).toEqual(Array.from({ length: 200 }, (_, n) => n));
  await db.destroy();
});

function environment(): Record<string, string> {
  const key = Buffer.alloc(32, 7).toString('base64');
  return {
    ...{ DATABASE_URL: source.url, DATABASE_DIRECT_URL: source.directUrl, PORT: '0', PUBLIC_URL: 'https://procura.test' },
    ...{ MASTER_KEY: key, PAIRWISE_KEY: key, JOURNAL_KEY: key, JOURNAL_ORIGIN: origin, ANCHOR_FILE: join(folder, 'service-anchor') },
    ...{ FRANCECONNECT_ISSUER: 'https://fc.test', FRANCECONNECT_CLIENT_ID: 'procura', FRANCECONNECT_CLIENT_SECRET: 'secret' },
    ...{ PROCONNECT_ISSUER: 'https://pc.test', PROCONNECT_CLIENT_ID: 'procura', PROCONNECT_CLIENT_SECRET: 'secret' },
    ...{ SMTP_URL: 'smtp://127.0.0.1:1', SMS_GATEWAY_URL: 'https://sms.test', SMS_GATEWAY_TOKEN: 'secret' },
  };
}
