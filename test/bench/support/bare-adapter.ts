import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import { after, second, systemClock } from '../../../src/clock.ts';
import { readConfig } from '../../../src/config.ts';
import { migrate, openDatabase } from '../../../src/db/database.ts';
import { idHashOf, openPayload, sealPayload } from '../../../src/provider/sealed-payload.ts';
import * as store from '../../../src/provider/store.ts';
import { openSource } from '../../../src/service.ts';
import { openVault } from '../../../src/vault.ts';

/**
 * What a deployment of the library alone would keep, where and how we keep it: identifiers hashed, payloads sealed, one statement for
 * each thing it asks, every model of the library, and written to the disk before it goes on.
 */
export async function openDurableAdapter(): Promise<AdapterFactory> {
  const config = readConfig(process.env);
  const { source } = await openSource(config);
  await migrate(source);
  const owner = openDatabase(source, { poolSize: 1 });
  await owner.raw('reset role; alter table oidc_payloads set logged');
  await owner.destroy();
  const db = openDatabase(source);
  const vault = openVault(config.MASTER_KEY);
  const uids = new Map<string, string>(); // sessions are found by their uid only where a client logs out: never here
  const find = async (model: string, id: string): Promise<AdapterPayload | undefined> => {
    const idHash = idHashOf(model, id);
    const found = await store.findPayload(db, idHash, systemClock.now());
    return found && { ...openPayload(vault, idHash, found.payload), ...(found.consumedAt && { consumed: 1 }) };
  };
  return (model): Adapter => ({
    upsert: async (id, payload, expiresIn = 0) => {
      const idHash = idHashOf(model, id);
      if (payload.uid !== undefined) uids.set(payload.uid, id);
      const expiresAt = after(systemClock.now(), expiresIn * second);
      const kept = { idHash, model, payload: sealPayload(vault, idHash, payload), useId: null, expiresAt, endsAt: expiresAt };
      await store.upsertPayload(db, kept);
    },
    find: (id) => find(model, id),
    findByUid: async (uid) => find(model, uids.get(uid) ?? ''),
    findByUserCode: () => Promise.resolve(undefined),
    consume: async (id) => {
      await store.consumePayload(db, idHashOf(model, id), systemClock.now());
    },
    destroy: (id) => store.deletePayload(db, idHashOf(model, id)),
    revokeByGrantId: () => Promise.resolve(),
  });
}
