import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/clock.ts';
import { migrate } from '../../src/db/database.ts';
import { openLog } from '../../src/http/request-log.ts';
import { auditJournal } from '../../src/journal/audit.ts';
import { openCheckpoint } from '../../src/journal/checkpoint.ts';
import { startSequencer } from '../../src/journal/sequencer.ts';
import { findCheckpoint } from '../../src/journal/tree-store.ts';
import { logKeys, origin, signer, treeFaults } from '../support/sequencing.ts';
import { Acts, until } from './acts.ts';
import { openOwnServer } from './server.ts';

const server = await openOwnServer();
const folder = mkdtempSync(join(tmpdir(), 'procura-restored-'));
const anchorFile = join(folder, 'anchor');

(server ? test : test.skip)(
  'the server’s files are put back from a copy of before: nothing is signed over them, acts and their entries go on, and an audit names it',
  async () => {
    if (!server) return;
    const source = { url: server.url };
    await migrate(source);
    const acts = await Acts.begin(source);
    const { db } = acts.needs;
    const begin = () =>
      startSequencer({
        source,
        clock: systemClock,
        log: openLog('silent'),
        origin,
        anchorFile,
        signers: [signer],
        pace: { round: 50, publish: 50 },
      });
    const sequencer = begin();
    await acts.more(200);
    const restore = server.backUp();
    await until('it leads again', () => sequencer.status().state === 'leading');
    const { size } = sequencer.status();
    await acts.more(200);
    await until('what the copy does not hold is signed', () => sequencer.status().publishedSize > size + 100);
    restore();
    await until('it says that the database was rolled back', () => sequencer.status().state === 'rolled_back');
    const [note, published] = [readFileSync(anchorFile, 'utf8'), (await findCheckpoint(db))?.size];
    const after = await written(acts);
    await acts.more(200);
    expect(await written(acts)).toBeGreaterThanOrEqual(after + 200);
    const other = begin(); // another instance, or the same one started anew
    await until('another does not sign either', () => ['waiting', 'rolled_back'].includes(other.status().state));
    await sequencer.stop();
    await until('nor when it leads', () => other.status().state === 'rolled_back');
    await acts.end();
    await other.stop();
    expect([readFileSync(anchorFile, 'utf8'), (await findCheckpoint(db))?.size]).toEqual([note, published]);
    expect((await acts.faults()).filter((fault) => fault.startsWith('half'))).toEqual([]);
    expect(await treeFaults(db)).toEqual(expect.arrayContaining([expect.stringMatching(/is not in the tree$/)])); // unproven, and there
    const kinds = new Set<string>();
    for await (const { kind } of auditJournal({ db, logKeys, known: [openCheckpoint(note, { logKeys })] })) kinds.add(kind);
    expect([...kinds]).toEqual(['rolled_back']);
    await db.destroy();
  },
  120_000,
);

async function written({ needs: { db } }: Acts): Promise<number> {
  return (await db.raw<{ rows: [{ n: number }] }>('select count(*)::int as n from journal.entries')).rows[0].n;
}

afterAll(() => {
  server?.remove();
  rmSync(folder, { recursive: true });
});
