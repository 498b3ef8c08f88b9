import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../src/clock.ts';
import { atomically, openDatabase } from '../../src/db/database.ts';
import { revokeMandate } from '../../src/mandates/revoke-mandate.ts';
import { useMandate } from '../../src/mandates/use-mandate.ts';
import { openVault } from '../../src/vault.ts';
import type { Ground } from './ground.ts';
import { type Fate, meet } from './stages.ts';

// One application process: six at work, who take up mandates and now and then end one; a tenth of what they do is undone, some commits
// are slow. Tells its parent what was acknowledged, and what was undone.
export interface WriterOrders {
  readonly url: string;
  readonly fate: Fate;
  readonly ground: Ground;
}

const { url, fate, ground } = JSON.parse(process.argv[2] ?? '') as WriterOrders; // written by the parent
const { reach } = meet(fate);
const needs = { db: openDatabase({ url }), clock: systemClock, vault: openVault(Buffer.alloc(32, 7)) };

class Undone extends Error {}

async function act(): Promise<void> {
  const chance = Math.random();
  if (chance < 0.02) return revoke();
  const mandateId = ground.usable[Math.floor(Math.random() * ground.usable.length)] ?? '';
  let useId = '';
  const done = atomically(needs, async (work) => {
    const { use } = await useMandate(work, { ...ground, mandateId, procedure: 'papiers', secondFactorAt: work.at });
    useId = use.id;
    if (chance < 0.06) await sleep(Math.random() * 300);
    if (chance > 0.9) throw new Undone();
  });
  await done.then(
    () => {
      reach('a use is acknowledged');
      process.send?.({ used: useId });
    },
    (error: unknown) => {
      if (!(error instanceof Undone)) throw error;
      process.send?.({ undone: useId });
    },
  );
}

async function revoke(): Promise<void> {
  const mandateId = ground.revocable[Math.floor(Math.random() * ground.revocable.length)] ?? '';
  await atomically(needs, (work) =>
    revokeMandate(work, { mandateId, organisationId: ground.organisationId, procedure: null, channel: 'orally' }),
  );
  process.send?.({ revoked: mandateId });
}

async function work(): Promise<void> {
  for (;;) {
    await act().catch(() => sleep(50)); // the server restarts
    await sleep(Math.random() * 10);
  }
}

process.on('disconnect', () => process.exit(0));
await Promise.all(Array.from({ length: 6 }, work));
