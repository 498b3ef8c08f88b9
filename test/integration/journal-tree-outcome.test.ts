import { hashLeaf, rootOf } from '../../src/journal/merkle.ts';
import { integrate } from '../../src/journal/integrate.ts';
import { closeSession, openSession, type Session } from '../../src/journal/sequencer-store.ts';
import { takeUp } from '../../src/journal/standing.ts';
import { openRooms } from '../support/rooms.ts';
import { logKeys, origin, Sequencing, signer } from '../support/sequencing.ts';

const rooms = await openRooms();
const sequencing = new Sequencing(rooms);
const by = { origin, signers: [signer] };
const footing = { origin, logKeys, anchor: { read: () => null, write: () => undefined } };

/** A leader's connection that, from a moment on, breaks at each commit: the answer is lost, or the commit itself never arrives. */
async function breakable(isPersisted: boolean) {
  const session = await openSession(rooms.source);
  const state = { isBroken: false };
  const query = async (...given: unknown[]): Promise<unknown> => {
    const isLost = state.isBroken && given[0] === 'commit';
    const sent = isLost && !isPersisted ? ['rollback'] : given;
    const answer = await (Reflect.apply(session.client.query.bind(session.client), null, sent) as Promise<unknown>);
    if (isLost) throw new Error('the connection broke');
    return answer;
  };
  const client = new Proxy(session.client, {
    get: (target, name) => (name === 'query' ? query : (Reflect.get(target, name) as unknown)),
  });
  return { session: { ...session, client } satisfies Session, state, close: () => closeSession(session) };
}

describe.each([
  ['it was persisted', true],
  ['it was not', false],
])('a round whose outcome the leader never learns: %s', (_what, isPersisted) => {
  test('the next leader goes on from what the database says, without a fork', async () => {
    await sequencing.write(10);
    const healthy = await openSession(rooms.source);
    const before = (await integrate(healthy, await takeUp(healthy, footing), by)).standing;
    await sequencing.write(10);
    const broken = await breakable(isPersisted);
    const stale = await takeUp(broken.session, footing);
    broken.state.isBroken = true;
    await expect(integrate(broken.session, stale, by)).rejects.toThrow('the connection broke');
    await broken.close();

    const standing = await takeUp(healthy, footing);
    expect(standing.tree.size).toBe(before.tree.size + (isPersisted ? 10 : 0));
    const { head, standing: after } = await integrate(healthy, standing, by);
    const { rows } = await rooms.db.raw<{ rows: { leaf: Buffer }[] }>('select leaf from journal.entries order by id');
    expect(after.tree.size).toBe(rows.length);
    expect((head ?? { root: standing.tree.root() }).root.equals(rootOf(rows.map(({ leaf }) => hashLeaf(leaf))))).toBe(true);
    expect(await sequencing.faults()).toEqual([]);
    await closeSession(healthy);
  });
});

test('what a leader holds in memory after such a round is never used again: it moves nothing', async () => {
  const healthy = await openSession(rooms.source);
  await sequencing.write(5);
  const broken = await breakable(false);
  const stale = await takeUp(broken.session, footing);
  broken.state.isBroken = true;
  await expect(integrate(broken.session, stale, by)).rejects.toThrow('the connection broke');
  broken.state.isBroken = false;
  await integrate(healthy, await takeUp(healthy, footing), by);
  await sequencing.write(5);
  await expect(integrate(broken.session, stale, by)).rejects.toThrow('given to a round already');
  const copy = { ...stale }; // nor by a trick: the head has moved on
  await expect(integrate(broken.session, copy, by)).rejects.toThrow('another leader moved the head');
  await broken.close();
  await integrate(healthy, await takeUp(healthy, footing), by);
  expect(await sequencing.faults()).toEqual([]);
  await closeSession(healthy);
});
