import { atomically, type WorkNeeds } from '../db/database.ts';
import { identityPrints } from './identity-prints.ts';
import { lockUnprinted, setPrints } from './print-store.ts';
import { listPeople } from './store.ts';

/** Prints those met before there were prints, some at a time. Returns how many. */
export function printIdentities(needs: WorkNeeds, limit = 200): Promise<number> {
  return atomically(needs, async ({ tx, vault }) => {
    const people = await listPeople(tx, vault, await lockUnprinted(tx, limit));
    for (const { id, identity } of people) await setPrints(tx, id, identityPrints(vault, identity));
    return people.length;
  });
}
