import { systemClock } from '../../src/clock.ts';
import { openDatabase } from '../../src/db/database.ts';
import type { ClientFacts } from '../../src/mandates/mandate.ts';
import { openVault } from '../../src/vault.ts';
import { josephine, World } from '../support/world.ts';

/** What the writers act on, made by the real verbs. */
export interface Ground {
  readonly helperId: string;
  readonly organisationId: string;
  readonly client: ClientFacts;
  /** Mandates that are taken up again and again. */
  readonly usable: readonly string[];
  /** Mandates that are ended under way. */
  readonly revocable: readonly string[];
}

export async function layGround(url: string): Promise<Ground> {
  const db = openDatabase({ url });
  const world = await new World({ db, clock: systemClock, vault: openVault(Buffer.alloc(32, 7)) }).begin();
  const helper = await world.helper();
  const client = await world.client();
  const mandates: string[] = [];
  for (let n = 0; n < 24; n++) {
    const identity = { ...josephine, familyName: `ST-PIERRE ${String.fromCharCode(65 + n)}` }; // a second one of hers would end the first
    mandates.push((await world.mandate({ helper, identity })).id);
  }
  await db.destroy();
  const [usable, revocable] = [mandates.slice(0, 8), mandates.slice(8)];
  return { helperId: helper.id, organisationId: helper.organisation.id, client, usable, revocable };
}
