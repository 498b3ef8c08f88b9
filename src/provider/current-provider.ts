import type Provider from 'oidc-provider';
import { after, second } from '../clock.ts';
import { atomically } from '../db/database.ts';
import { ensureSigningKeys, listSigningKeys } from './keys.ts';
import { type LibraryNeeds, openProvider } from './provider.ts';

/** How often an instance looks whether the keys were rotated. */
const lookEvery = 30 * second;

interface Open {
  readonly provider: Provider;
  readonly kids: string;
  lookAgainAt: Date;
}

/** The provider with the keys of now: opened again when they were rotated, by whichever instance; nothing is lost, for it keeps nothing. */
export function currentProvider(needs: LibraryNeeds): () => Promise<Provider> {
  let open: Open | null = null;
  let opening: Promise<Open> | null = null;
  return async () => {
    const at = needs.clock.now();
    if (open && at < open.lookAgainAt) return open.provider;
    opening ??= look(needs, open, after(at, lookEvery)).finally(() => {
      opening = null;
    });
    open = await opening;
    return open.provider;
  };
}

async function look(needs: LibraryNeeds, known: Open | null, lookAgainAt: Date): Promise<Open> {
  const keys = await standingKeys(needs);
  const kids = keys.map(({ kid }) => kid).join(' ');
  if (known?.kids === kids) return { ...known, lookAgainAt };
  return { provider: openProvider(needs, { keys }), kids, lookAgainAt };
}

async function standingKeys(needs: LibraryNeeds): ReturnType<typeof listSigningKeys> {
  const keys = await listSigningKeys(needs.db, needs.vault, needs.clock.now());
  if (keys.length > 0) return keys;
  await atomically(needs, ensureSigningKeys);
  return listSigningKeys(needs.db, needs.vault, needs.clock.now());
}
