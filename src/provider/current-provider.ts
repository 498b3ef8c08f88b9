import { after, second } from '../clock.ts';
import { atomically } from '../db/database.ts';
import { ensureSigningKeys, listSigningKeys } from './keys.ts';
import type { RoomNeeds } from './needs.ts';
import { openProvider } from './provider.ts';

/** How often an instance looks whether the keys were rotated. */
const lookEvery = 30 * second;

type Handler = ReturnType<ReturnType<typeof openProvider>['callback']>;

interface Open {
  readonly handler: Handler;
  readonly kids: string;
  lookAgainAt: Date;
}

/** The provider with the keys of now: opened again when they were rotated, by whichever instance; nothing is lost, for it keeps nothing. */
export function currentProvider(needs: RoomNeeds): () => Promise<Handler> {
  let open: Open | null = null;
  let opening: Promise<Open> | null = null;
  return async () => {
    const at = needs.clock.now();
    if (open && at < open.lookAgainAt) return open.handler;
    opening ??= look(needs, open, after(at, lookEvery)).finally(() => {
      opening = null;
    });
    open = await opening;
    return open.handler;
  };
}

async function look(needs: RoomNeeds, known: Open | null, lookAgainAt: Date): Promise<Open> {
  const keys = await standingKeys(needs);
  const kids = keys.map(({ kid }) => kid).join(' ');
  if (known?.kids === kids) return { ...known, lookAgainAt };
  return { handler: openProvider(needs, { keys }).callback(), kids, lookAgainAt };
}

async function standingKeys(needs: RoomNeeds): ReturnType<typeof listSigningKeys> {
  const keys = await listSigningKeys(needs.db, needs.vault, needs.clock.now());
  if (keys.length > 0) return keys;
  await atomically(needs, ensureSigningKeys);
  return listSigningKeys(needs.db, needs.vault, needs.clock.now());
}
