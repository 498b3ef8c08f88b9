import { randomUUID } from 'node:crypto';
import { generateSecret, generateURI, verifySync } from 'otplib';
import { atomically, type Db, type Work, type WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append, appendAlone } from '../journal/append.ts';
import type { Helper } from '../organisations/helper.ts';
import type { Vault } from '../vault.ts';
import * as store from './factor-store.ts';

export type SecondFactorNeeds = WorkNeeds;

/** A code (TOTP, RFC 6238) and whose it should be. */
export interface Proof {
  readonly helper: Helper;
  readonly code: string;
}

/** Before a sensitive act: is this the helper's code? Never accepts one twice; makes guessers wait (`too_many_requests`). Recorded either way. */
export function confirmSecondFactor(needs: SecondFactorNeeds, proof: Proof): Promise<boolean> {
  return withSecondFactor(needs, proof, (work) => append(work, { event: 'second_factor_confirmed', helper: proof.helper }));
}

/** The same, and `act` runs in the transaction that uses the code up: both happen, or neither. */
export async function withSecondFactor(needs: SecondFactorNeeds, proof: Proof, act: (work: Work) => Promise<void>): Promise<boolean> {
  const factor = await store.findConfirmedFactor(needs.db, proof.helper.id);
  if (!factor) throw new Refusal('second_factor_missing');
  return tryCode(needs, { ...proof, factor }, act);
}

/** Begins a helper's first second factor: a new key, to be confirmed with a code. Refused to whoever has one already. */
export async function beginEnrolment(work: Work, { helper }: { readonly helper: Helper }): Promise<void> {
  if (await store.findConfirmedFactor(work.tx, helper.id)) throw new Refusal('second_factor_required');
  const id = randomUUID();
  const secret = work.vault.seal('totp', id, generateSecret());
  await store.deletePendingFactors(work.tx, helper.id);
  await store.insertFactor(work.tx, { id, helperId: helper.id, secret, label: 'totp', createdAt: work.at });
}

/** The key a helper is putting in place: to type, and to open in an application. Null when there is none. */
export async function findEnrolment(
  { db, vault }: { readonly db: Db; readonly vault: Vault },
  helper: Helper,
): Promise<{ readonly secret: string; readonly address: string } | null> {
  const factor = await store.findPendingFactor(db, helper.id);
  if (!factor) return null;
  const secret = secretOf(vault, factor);
  return { secret, address: generateURI({ issuer: 'Procura', label: helper.email, secret }) };
}

/** A code of the new key puts it in place. False when it is not one. */
export async function confirmEnrolment(needs: SecondFactorNeeds, proof: Proof, act: (work: Work) => Promise<void>): Promise<boolean> {
  const factor = await store.findPendingFactor(needs.db, proof.helper.id);
  if (!factor) throw new Refusal('second_factor_missing');
  return tryCode(needs, { ...proof, factor }, async (work) => {
    await store.setConfirmed(work.tx, factor.id, work.at);
    await append(work, { event: 'second_factor_added', helper: proof.helper });
    await act(work);
  });
}

/** Which step of the clock a code belongs to: this one, the one before or the one after; null for a wrong code. */
function stepOf({ secret, code }: { readonly secret: string; readonly code: string }, at: Date): number | null {
  const found = verifySync({ secret, token: code, epoch: Math.floor(at.getTime() / 1_000), epochTolerance: period, period });
  return found.valid && 'timeStep' in found ? found.timeStep : null;
}

const period = 30;

interface Try extends Proof {
  readonly factor: store.Factor;
}

/** The try is counted, and that is committed, before the code is looked at: a thousand at once are one try too many. */
async function tryCode(needs: SecondFactorNeeds, { helper, code, factor }: Try, act: (work: Work) => Promise<void>): Promise<boolean> {
  await charge(needs, { helper, code, factor });
  const secret = secretOf(needs.vault, factor);
  try {
    const accepted = await atomically(needs, async (work) => {
      const step = stepOf({ secret, code }, work.at);
      if (step === null || !(await store.takeStep(work.tx, factor.id, step))) return false;
      await act(work);
      return true;
    });
    if (!accepted) await appendAlone(needs, { event: 'second_factor_refused', refusal: 'second_factor_wrong', helper });
    return accepted;
  } catch (error) {
    await atomically(needs, ({ tx }) => store.forgetTries(tx, factor.id)); // the code was right: what went wrong is something else
    throw error;
  }
}

async function charge(needs: SecondFactorNeeds, { helper, factor }: Try): Promise<void> {
  if (await atomically(needs, ({ tx, at }) => store.chargeTry(tx, factor.id, at))) return;
  await appendAlone(needs, { event: 'second_factor_refused', refusal: 'too_many_requests', helper });
  const wait = (factor.blockedUntil?.getTime() ?? 0) - needs.clock.now().getTime();
  throw new Refusal('too_many_requests', { retryAfter: Math.max(1, Math.ceil(wait / 1_000)) });
}

function secretOf(vault: Vault, { id, secret }: store.Factor): string {
  return vault.open('totp', id, secret).toString();
}
