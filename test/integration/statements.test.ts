import { atomically, writeLast } from '../../src/db/database.ts';
import { statement } from '../../src/db/statement.ts';
import { openRooms } from '../support/rooms.ts';

const rooms = await openRooms();
const { db, needs } = rooms;

const count = statement<{ n: number }>('select count(*)::int as n from rate_limits where key like :of');
const insert = statement('insert into rate_limits (key, points, expire) values (:key, :points, null)');
const fail = statement('select 1 / :by::int');

const counted = async (of: string) => (await count(db, { of })).rows[0]?.n;

test('a name stands for one value however often it is said, and a cast is not a name', async () => {
  const twice = statement<{ a: string; b: number; c: string | null }>('select :a::text as a, :b::int + :b::int as b, :c::text as c');
  expect((await twice(db, { a: 'x', b: 2 })).rows).toEqual([{ a: 'x', b: 4, c: null }]);
});

test('what is asked together is answered in the order it was asked', async () => {
  const told = await atomically(needs, ({ tx }) =>
    Promise.all([
      insert(tx, { key: 'order', points: 1 }),
      count(tx, { of: 'order' }),
      insert(tx, { key: 'order2', points: 1 }),
      count(tx, { of: 'order%' }),
    ]),
  );
  expect([told[1].rows[0]?.n, told[3].rows[0]?.n]).toEqual([1, 2]);
  expect(told[0].rowCount).toBe(1);
});

test('a statement that fails undoes those it was asked together with', async () => {
  const act = atomically(needs, ({ tx }) => Promise.all([insert(tx, { key: 'undone', points: 1 }), fail(tx, { by: 0 })]));
  await expect(act).rejects.toThrow('division by zero');
  expect(await counted('undone')).toBe(0);
});

test('the first statement of a transaction is undone with it, and the next transaction of the connection begins afresh', async () => {
  for (let turn = 0; turn < 3; turn++) {
    const act = atomically(needs, async ({ tx }) => {
      await insert(tx, { key: 'first', points: 1 });
      throw new Error('changed our mind');
    });
    await expect(act).rejects.toThrow('changed our mind');
    await atomically(needs, async () => Promise.resolve());
  }
  expect(await counted('first')).toBe(0);
  await atomically(needs, ({ tx }) => insert(tx, { key: 'first', points: 1 }));
  expect(await counted('first')).toBe(1);
});

test('nothing can be asked in a transaction that is over', async () => {
  const tx = await atomically(needs, (work) => Promise.resolve({ of: work.tx }));
  await expect(insert(tx.of, { key: 'late', points: 1 })).rejects.toThrow('over');
});

test('a fault tells what was asked, never what it was asked with', async () => {
  const secret = 'josephine@example.fr';
  const byBuilder: unknown = await db('rate_limits')
    .insert({ key: secret.repeat(20), points: 1 })
    .then(String, String);
  const byStatement: unknown = await insert(db, { key: secret.repeat(20), points: 1 }).then(String, String);
  expect(byBuilder).toMatch(/too long/);
  expect(`${String(byBuilder)} ${String(byStatement)}`).not.toContain('josephine');
});

test('a last write that fails undoes everything, and its reason is the one told', async () => {
  const alone = atomically(needs, async (work) => {
    await insert(work.tx, { key: 'last', points: 1 });
    await writeLast(work, fail(work.tx, { by: 0 }));
    return 'done';
  });
  await expect(alone).rejects.toThrow('division by zero');
  const followed = atomically(needs, async (work) => {
    await writeLast(work, fail(work.tx, { by: 0 }));
    await insert(work.tx, { key: 'last', points: 1 });
  });
  await expect(followed).rejects.toThrow('division by zero');
  expect(await counted('last')).toBe(0);
});

test('last writes commit with what was written before them, and are read after', async () => {
  await atomically(needs, async (work) => {
    await writeLast(work, insert(work.tx, { key: 'kept1', points: 1 }));
    expect((await count(work.tx, { of: 'kept%' })).rows[0]?.n).toBe(1);
    await writeLast(work, insert(work.tx, { key: 'kept2', points: 1 }));
  });
  expect(await counted('kept%')).toBe(2);
});
