import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { minute } from '../../src/clock.ts';
import { answerInteraction, consumePayload, insertReplay, presentPayload, takePayload, upsertPayload } from '../../src/provider/store.ts';
import { openRooms } from '../support/rooms.ts';

const { db, clock, isServer } = await openRooms();
const race = isServer ? test : test.skip; // the embedded database has one session: nothing waits for anything

/** Eight at once: all wait behind the same lock, so that none has the advantage. */
async function together<T>(act: (idHash: Buffer) => Promise<T>): Promise<T[]> {
  const at = clock.now();
  const idHash = randomBytes(32);
  const endsAt = new Date(at.getTime() + minute);
  await upsertPayload(db, { idHash, model: 'Test', payload: Buffer.from('x'), useId: null, expiresAt: endsAt, endsAt });
  const racers: Promise<T>[] = [];
  await db.transaction(async (tx) => {
    await tx.raw('select from oidc_payloads where id_hash = ? for update', [idHash]);
    racers.push(...Array.from({ length: 8 }, () => act(idHash)));
    await setTimeout(200);
  });
  return Promise.all(racers);
}

race('a code shown by eight at once is unused for one of them', async () => {
  const found = await together((idHash) => presentPayload(db, idHash, clock.now()));
  expect(found.filter((one) => one?.consumedAt === null)).toHaveLength(1);
  expect(found.filter((one) => one?.consumedAt)).toHaveLength(7);
});

race('an answered interaction taken by eight at once is there for one of them', async () => {
  const found = await together((idHash) => takePayload(db, idHash, clock.now()));
  expect(found.filter((one) => one !== undefined)).toHaveLength(1);
});

race('a pushed request used by eight at once is used by one of them', async () => {
  const used = await together((idHash) => consumePayload(db, idHash, clock.now()));
  expect(used.filter(Boolean)).toHaveLength(1);
});

race('an interaction answered by eight at once is answered by one of them', async () => {
  const answered = await together((idHash) =>
    db.transaction((tx) => answerInteraction(tx, { idHash, payload: Buffer.from('y'), at: clock.now() })),
  );
  expect(answered.filter(Boolean)).toHaveLength(1);
});

test('a proof shown by eight at once is new for one of them', async () => {
  const replay = { idHash: randomBytes(32), expiresAt: clock.now() };
  const shown = await Promise.all(Array.from({ length: 8 }, () => insertReplay(db, replay)));
  expect(shown.filter(Boolean)).toHaveLength(1);
});
