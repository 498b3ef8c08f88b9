import { randomBytes } from 'node:crypto';
import { generateSync } from 'otplib';
import { after, hour, second } from '../../src/clock.ts';
import { atomically, type WorkNeeds } from '../../src/db/database.ts';
import { insertSession } from '../../src/http/store.ts';
import { listEntries } from '../../src/journal/store.ts';
import { hashSecret } from '../../src/vault.ts';
import type { TestClock } from './clock.ts';
import type { TestStaff } from './appointed.ts';
import type { TestHelper } from './world.ts';

/** What a helper's telephone shows at an instant. */
export function codeAt({ totpSecret: secret }: Pick<TestStaff, 'totpSecret'>, at: Date): string {
  return generateSync({ secret, epoch: Math.floor(at.getTime() / 1_000) });
}

/** A code the helper never gave yet: the clock goes on by one step. */
export function freshCode(clock: TestClock, helper: TestStaff): string {
  clock.forward(30 * second);
  return codeAt(helper, clock.now());
}

/** The session cookie of somebody who proved both factors just now: for tests about what comes after. */
export async function signedInCookie(
  needs: WorkNeeds,
  { id: helperId, organisation }: TestStaff & Partial<Pick<TestHelper, 'organisation'>>,
): Promise<string> {
  const id = randomBytes(32).toString('base64url');
  await atomically(needs, ({ tx, at }) =>
    insertSession(tx, {
      ...{ idHash: hashSecret(id), helperId, organisationId: organisation?.id ?? null, returnTo: null, language: null },
      ...{ personId: null, idleMinutes: null },
      ...{ firstFactorAt: at, secondFactorAt: at, createdAt: at, seenAt: at, expiresAt: after(at, 12 * hour) },
    }),
  );
  return `procura=${id}`;
}

/** What the journal says of a helper, oldest first: `event`, or `event: refusal`. */
export async function entriesOf({ db }: Pick<WorkNeeds, 'db'>, { id: helperId }: Pick<TestStaff, 'id'>): Promise<string[]> {
  const entries = await listEntries(db, { helperId }, { limit: 100 });
  return entries.map(({ event, refusal }) => (refusal === null ? event : `${event}: ${refusal}`)).reverse();
}
