import { randomUUID } from 'node:crypto';
import type { Work } from '../../src/db/database.ts';
import { insertFactor, setConfirmed } from '../../src/identity/factor-store.ts';
import type { Helper } from '../../src/organisations/helper.ts';

/** Puts a second factor in place, whose secret the test knows. */
export async function giveFactor(work: Work, helper: Helper, secret: string): Promise<void> {
  const id = randomUUID();
  await insertFactor(work.tx, { id, helperId: helper.id, secret: work.vault.seal('totp', id, secret), label: 'totp', createdAt: work.at });
  await setConfirmed(work.tx, id, work.at);
}
