import { after, hour, second } from '../clock.ts';
import { atomically } from '../db/database.ts';
import { deliverSignal } from './deliver-signal.ts';
import { listSigningKeys } from './keys.ts';
import type { ProviderNeeds } from './needs.ts';
import * as store from './signal-store.ts';

export interface Signals {
  /** Finishes what it is telling, then ends. */
  stop(): Promise<void>;
}

/** How long a relying party may be away. */
const patience = 72 * hour;
/** Longer than an answer may take: a signal is with one sender at a time. */
const claim = 30 * second;
const batch = 8;

/** Tells relying parties, for ever, that what they were given has ended. Each has a lane of its own: a slow one holds up nobody else. */
export function startSignals(needs: ProviderNeeds): Signals {
  const lanes = new Map<string, Promise<number>>();
  const life = { over: false };
  const done = (async () => {
    while (!life.over) {
      await round(needs, lanes).catch((error: unknown) => {
        needs.log.error({ err: error }, 'ended uses cannot be read');
      });
      await new Promise((resolve) => setTimeout(resolve, second / 2));
    }
    await Promise.all(lanes.values());
  })();
  return {
    stop: () => {
      life.over = true;
      return done;
    },
  };
}

/** One round, to its end: finds what ended, tells what is due. Returns how many signals it sent. */
export async function tellEndings(needs: ProviderNeeds): Promise<number> {
  const lanes = new Map<string, Promise<number>>();
  await round(needs, lanes);
  const sent = await Promise.all(lanes.values());
  return sent.reduce((sum, n) => sum + n, 0);
}

async function round(needs: ProviderNeeds, lanes: Map<string, Promise<number>>): Promise<void> {
  const at = needs.clock.now();
  const looked = { at, until: after(at, patience), limit: 500 };
  while ((await atomically(needs, ({ tx }) => store.queueEndings(tx, looked))) === looked.limit);
  for (const clientId of await store.listDueClients(needs.db, { at, except: [...lanes.keys()] })) {
    const lane = serve(needs, clientId).catch((error: unknown) => giveUpForNow(needs, error));
    lanes.set(clientId, lane);
    void lane.then(() => lanes.delete(clientId));
  }
}

/** Tells one relying party what is due to it, oldest first, until there is nothing or it does not answer. */
async function serve(needs: ProviderNeeds, clientId: string): Promise<number> {
  const keys = await listSigningKeys(needs.db, needs.vault, needs.clock.now());
  let sent = 0;
  for (;;) {
    const at = needs.clock.now();
    const claimed = await store.claimSignals(needs.db, { clientId, at, until: after(at, claim), limit: batch });
    const nexts = await Promise.all(claimed.map((signal) => deliverSignal(needs, { clientId, signal, keys })));
    sent += claimed.length;
    const again = nexts.filter((next) => next !== null);
    if (again[0]) await store.postpone(needs.db, clientId, { at: needs.clock.now(), until: again[0] });
    if (claimed.length < batch || again.length > 0) return sent;
  }
}

function giveUpForNow({ log }: ProviderNeeds, error: unknown): number {
  log.error({ err: error }, 'a relying party cannot be told');
  return 0;
}
