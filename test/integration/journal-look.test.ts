import { atomically, openDatabase, type Work } from '../../src/db/database.ts';
import { append } from '../../src/journal/append.ts';
import { openRooms } from '../support/rooms.ts';
import type { Mandate } from '../../src/mandates/mandate.ts';

// The look for an entry when a change commits begins with the numbers that this session drew last; it must see neither more nor less for it.
const rooms = await openRooms();
const { needs, world } = rooms;
const one = await world.mandate({ helper: await world.helper() });
const other = await world.mandate({ helper: await world.helper() });
const refused = { code: '23514', message: expect.stringContaining('changed without a journal entry') as string };

const viewed = (work: Work, mandate: Mandate) => append(work, { event: 'mandate_viewed', mandate });

describe.each([
  { table: 'mandates', key: 'id', still: 'language' },
  { table: 'mandate_procedures', key: 'mandate_id', still: 'channel' },
])('of a row of $table', ({ table, key, still }) => {
  const change = ({ tx }: Work, { id }: Mandate) => tx.raw(`update ${table} set ${still} = ${still} where ${key} = ?`, [id]);

  test('several changes commit together, each with its entry', async () => {
    await atomically(needs, async (work) => {
      await change(work, one);
      await viewed(work, one);
      await change(work, other);
      await viewed(work, other);
    });
  });

  test('an entry is found however many numbers were drawn after it', async () => {
    await atomically(needs, async (work) => {
      await change(work, one);
      await viewed(work, one);
      await work.tx.raw("select nextval('journal.entry_id') from generate_series(1, 1200)");
    });
  });

  test('the entry that this session wrote last is none of this transaction', async () => {
    const single = openDatabase(rooms.source, { poolSize: 1 });
    await atomically({ ...needs, db: single }, (work) => viewed(work, one));
    await expect(atomically({ ...needs, db: single }, (work) => change(work, one))).rejects.toMatchObject(refused);
    await single.destroy();
  });

  test('of two changes, the one without an entry is refused', async () => {
    const act = atomically(needs, async (work) => {
      await change(work, one);
      await change(work, other);
      await viewed(work, other);
    });
    await expect(act).rejects.toMatchObject(refused);
  });

  test('an entry beside the chain of its mandate does not do', async () => {
    const act = atomically(needs, async (work) => {
      await change(work, one);
      await work.tx.raw("insert into journal.entries (at, event, mandate_ref, mandate_n, leaf) values (?, 'x', ?, 1, 'xx')", [
        work.at,
        one.journalRef,
      ]);
    });
    await expect(act).rejects.toMatchObject(refused);
  });

  test('nor is anything let through to a session that never drew a number', async () => {
    await expect(rooms.asOwner(`update ${table} set ${still} = ${still}`)).rejects.toMatchObject(refused);
  });
});
