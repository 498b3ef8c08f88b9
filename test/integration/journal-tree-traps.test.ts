import pg from 'pg';
import { integrate } from '../../src/journal/integrate.ts';
import { fetchBatch } from '../../src/journal/round-store.ts';
import { closeSession, openSession } from '../../src/journal/sequencer-store.ts';
import { takeUp, type Standing } from '../../src/journal/standing.ts';
import { openRooms } from '../support/rooms.ts';
import { logKeys, origin, Sequencing, signer } from '../support/sequencing.ts';

// Each way of losing an entry is shown to lose one when it is opened, and shown closed in the journal as it is.
const rooms = await openRooms();
const sequencing = new Sequencing(rooms);
const onServer = rooms.isServer ? describe : describe.skip;
const by = { origin, signers: [signer] };
const noAnchor = { read: () => null, write: () => undefined };

onServer('the three traps', () => {
  let writers: pg.Client[];
  let session: Awaited<ReturnType<typeof openSession>>;
  let standing: Standing;

  beforeAll(async () => {
    const given = 'url' in rooms.source ? { connectionString: rooms.source.url } : {};
    writers = [new pg.Client(given), new pg.Client(given)];
    for (const one of writers) await one.connect();
    session = await openSession(rooms.source);
  });
  beforeEach(async () => {
    await sequencing.write(1);
    standing = await takeUp(session, { origin, logKeys, anchor: noAnchor });
    await round();
  });
  afterAll(async () => {
    for (const writer of writers) await writer.end();
    await closeSession(session);
  });

  const writer = (index: number): pg.Client => {
    const client = writers[index];
    if (!client) throw new Error('no such writer');
    return client;
  };
  const round = async (fetch = fetchBatch) => {
    standing = (await integrate(session, standing, { ...by, fetch })).standing;
  };
  const insert = (client: pg.Client, id: string) =>
    client.query(
      `insert into journal.entries (id, at, event, leaf) values (${id}, '2026-11-22', 'x', convert_to('{"x":' || random() || '}', 'UTF8'))`,
    );
  const drawn = async (client: pg.Client, expression: string) =>
    String((await client.query<{ id: string }>(`select ${expression} as id`)).rows[0]?.id);
  const turns = async (fetch = fetchBatch) => {
    for (let turn = 0; turn < 3; turn++) {
      await sequencing.write(1);
      await round(fetch);
    }
  };
  /** Rounds until nobody waits for this number any more; others' transactions on this server may make it long. */
  const rounds = async (id: string, { fetch = fetchBatch, atMost = 3 } = {}) => {
    const waits = () => standing.holes.some(({ first, last }) => first <= BigInt(id) && BigInt(id) <= last);
    for (let turn = 0; turn < atMost && (turn === 0 || waits()); turn++) await turns(fetch);
  };
  const lost = async () => (await sequencing.faults()).filter((fault) => fault.includes('not in the tree')).length;

  /** A number is drawn, a later one commits and is integrated, rounds pass, and only then the first is committed. */
  const late = async ({ draw, atMost = 3 }: { draw: string; atMost?: number }) => {
    const before = await lost();
    await writer(0).query('begin');
    const id = await drawn(writer(0), draw);
    await rounds(id, { atMost });
    await insert(writer(0), id);
    await writer(0).query('commit');
    await turns();
    return (await lost()) - before;
  };

  test('an entry that commits late is found in its hole', async () => {
    expect(await late({ draw: 'journal.next_entry_id()' })).toBe(0);
  });

  test('the number drawn before its transaction’s own: an entry is lost', async () => {
    // a sequence writes its own log every 32 numbers, and takes a transaction number to do so: not every time, then
    let worst = 0;
    for (let attempt = 0; attempt < 5 && worst === 0; attempt++) worst = await late({ draw: "nextval('journal.entry_id')", atMost: 50 });
    expect(worst).toBe(1);
  });

  /** The later transaction draws first; the earlier one then draws, commits, and is the latest completed. */
  const overtaken = async (fetch: (latestCompleted: bigint) => typeof fetchBatch, atMost: number) => {
    const before = await lost();
    await writer(1).query('begin');
    const latest = BigInt(await drawn(writer(1), 'pg_current_xact_id()::text'));
    await writer(0).query('begin; select pg_current_xact_id()');
    const id = await drawn(writer(0), 'journal.next_entry_id()');
    await insert(writer(1), await drawn(writer(1), 'journal.next_entry_id()'));
    await writer(1).query('commit');
    await round(fetch(latest));
    await rounds(id, { atMost });
    await insert(writer(0), id);
    await writer(0).query('commit');
    await turns();
    return (await lost()) - before;
  };

  test('a transaction overtaken by an earlier one: its entry is found', async () => {
    expect(await overtaken(() => fetchBatch, 3)).toBe(0);
  });

  test('the barrier is the round’s own transaction number, and nothing that a snapshot says', async () => {
    await sequencing.write(1);
    await round(async (...given) => {
      const batch = await fetchBatch(...given);
      expect(String(batch.barrier)).toBe(await drawn(session.client, 'pg_current_xact_id()::text'));
      return batch;
    });
  });

  test('the barrier taken from pg_snapshot_xmax, the latest completed plus one: an entry is lost', async () => {
    // reckoned, not read: other databases of this server complete transactions of their own in between, and hide the trap
    const fetch =
      (latestCompleted: bigint): typeof fetchBatch =>
      async (...given) => {
        const batch = await fetchBatch(...given);
        return { ...batch, barrier: batch.barrier === null ? null : latestCompleted + 1n };
      };
    expect(await overtaken(fetch, 50)).toBe(1);
  });

  test('a sequence that caches numbers: entries are lost, hence the sequencer refuses to lead', async () => {
    const before = await lost();
    await rooms.asOwner('alter sequence journal.entry_id cache 20');
    const add = async (client: pg.Client) => {
      const id = await drawn(client, 'journal.next_entry_id()');
      await insert(client, id);
      return id;
    };
    const first = await add(writer(0));
    await add(writer(1));
    await round();
    await rounds(String(BigInt(first) + 1n), { atMost: 50 });
    await add(writer(0));
    await turns();
    expect((await lost()) - before).toBe(1);
    await expect(takeUp(session, { origin, logKeys, anchor: noAnchor })).rejects.toMatchObject({ reason: 'misconfigured' });
    const sequencer = sequencing.start();
    await sequencing.until(() => sequencer.status().state === 'misconfigured');
    await sequencing.stop();
    await rooms.asOwner('alter sequence journal.entry_id cache 1');
  });
});
