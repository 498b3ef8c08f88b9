import { after, type Clock, second } from '../clock.ts';
import type { Db } from '../db/database.ts';
import type { Vault } from '../vault.ts';
import type { Client } from './client.ts';
import * as store from './client-store.ts';

/** The registered relying parties, by identifier. */
export type Clients = (id: string) => Promise<Client | undefined>;

/** How long a registration may be read from memory. What a disabled client could still ask is refused by the decision, which does not. */
const memory = 5 * second;

/** The relying parties of the database, each read again after a few seconds: the protocol asks for one at every step. */
export function knownClients({ db, vault, clock }: { readonly db: Db; readonly vault: Vault; readonly clock: Clock }): Clients {
  const known = new Map<string, { client: Client; until: Date }>();
  return async (id) => {
    const at = clock.now();
    const remembered = known.get(id);
    if (remembered && at < remembered.until) return remembered.client;
    const client = isIdentifier(id) ? await store.findClient(db, vault, id) : undefined;
    if (client) known.set(id, { client, until: after(at, memory) });
    else known.delete(id);
    return client;
  };
}

function isIdentifier(id: string): boolean {
  return /^[\w.-]{1,64}$/.test(id);
}
