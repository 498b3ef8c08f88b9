import { openDatabase } from '../db/database.ts';
import { openKeptVault } from '../db/kept-key-store.ts';
import type { Vault } from '../vault.ts';
import { layPart, type Part } from './history-part.ts';
import type { Batch } from './history-scene.ts';
import { sheafOf } from './history-store.ts';

/** What a process is told first: its part, and how it opens the vault. */
export interface Told {
  readonly part: Part;
  readonly url: string;
  readonly masterKeys: readonly Uint8Array[];
}

/** One of the processes that lay a history: told its part, then asked for each stretch; answers null after the last. */
let stretches: Generator<Batch>;
let ready: IteratorResult<Batch>;

process.on('message', (asked: Told | 'next') => {
  void answer(asked);
});

async function answer(asked: Told | 'next'): Promise<void> {
  if (asked !== 'next') {
    stretches = layPart(await openVault(asked), bufferedAgain(asked.part));
    ready = stretches.next();
  }
  process.send?.(ready.done ? null : sheafOf(ready.value.rows));
  if (!ready.done) ready = stretches.next(); // thought of while the former one is brought
}

process.on('disconnect', () => process.exit(1)); // nobody asks any more

async function openVault({ url, masterKeys }: Told): Promise<Vault> {
  const db = openDatabase({ url });
  try {
    return await openKeptVault(
      db,
      masterKeys.map((key) => Buffer.from(key)),
    );
  } finally {
    await db.destroy();
  }
}

/** Between processes a Buffer becomes the bytes it holds. */
function bufferedAgain({ serviceKey, crowd, ...part }: Part): Part {
  const places = crowd.places.map(({ helpers, ...place }) => ({
    ...place,
    helpers: helpers.map(({ dek, ...helper }) => ({ ...helper, dek: Buffer.from(dek) })),
  }));
  return { ...part, serviceKey: Buffer.from(serviceKey), crowd: { ...crowd, places } };
}
