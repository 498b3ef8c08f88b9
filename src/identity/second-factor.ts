import { atomically, type Work, type WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append, appendAlone } from '../journal/append.ts';
import type { Helper } from '../organisations/helper.ts';
import { type Adding, requireMayAdd } from './adding-factors.ts';
import * as store from './factor-store.ts';
import { type PasskeyAnswer, takePasskey } from './passkeys.ts';
import { takeRecoveryCode } from './recovery-codes.ts';
import { takeTotp, takePendingTotp } from './totp.ts';

export type SecondFactorNeeds = WorkNeeds;

/** Whose proof it should be, and the proof: a code of six digits (TOTP), a recovery code, or what a passkey answered. */
export type Proof = { readonly helper: Helper } & ({ readonly code: string } | PasskeyAnswer);

/** Before a sensitive act: is this the helper? Never accepts a proof twice; makes guessers wait (`too_many_requests`). Recorded either way. */
export function confirmSecondFactor(needs: SecondFactorNeeds, proof: Proof): Promise<boolean> {
  return withSecondFactor(needs, proof, (work) => append(work, { event: 'second_factor_confirmed', helper: proof.helper }));
}

/** The same, and `act` runs in the transaction that uses the proof up: both happen, or neither. */
export async function withSecondFactor(needs: SecondFactorNeeds, proof: Proof, act: (work: Work) => Promise<void>): Promise<boolean> {
  if (!(await store.hasFactor(needs.db, proof.helper.id))) throw new Refusal('second_factor_missing');
  return tryProof(needs, proof.helper, { take: (work) => take(work, proof), act });
}

/** A code of the key a helper is putting in place confirms it. False when it is not one. */
export async function confirmEnrolment(
  needs: SecondFactorNeeds,
  { code, ...adding }: Adding & { readonly code: string },
  act: (work: Work) => Promise<void>,
): Promise<boolean> {
  const { helper } = adding;
  if (!(await store.findPendingFactor(needs.db, helper.id))) throw new Refusal('second_factor_missing');
  return tryProof(needs, helper, {
    take: async (work) => {
      await requireMayAdd(work, adding);
      return takePendingTotp(work, { helper, code });
    },
    act: async (work) => {
      await append(work, { event: 'second_factor_added', helper, details: { kind: 'application' } });
      await act(work);
    },
  });
}

function take(work: Work, proof: Proof): Promise<boolean> {
  if ('credential' in proof) return takePasskey(work, proof);
  return /^\d{6}$/.test(proof.code) ? takeTotp(work, proof) : takeRecoveryCode(work, proof);
}

interface Attempt {
  /** Uses the proof up; false when it proves nothing. */
  readonly take: (work: Work) => Promise<boolean>;
  readonly act: (work: Work) => Promise<void>;
}

/** The try is counted, and that is committed, before the proof is looked at: a thousand at once are one try too many. */
async function tryProof(needs: SecondFactorNeeds, helper: Helper, { take: takeUp, act }: Attempt): Promise<boolean> {
  await charge(needs, helper);
  const proof = { holds: false };
  try {
    await atomically(needs, async (work) => {
      proof.holds = await takeUp(work);
      if (!proof.holds) return;
      await store.forgetTries(work.tx, helper.id);
      await act(work);
    });
    if (!proof.holds) await appendAlone(needs, { event: 'second_factor_refused', refusal: 'second_factor_wrong', helper });
    return proof.holds;
  } catch (error) {
    if (proof.holds) await atomically(needs, ({ tx }) => store.forgetTries(tx, helper.id)); // what went wrong is something else
    throw error;
  }
}

async function charge(needs: SecondFactorNeeds, helper: Helper): Promise<void> {
  const until = await atomically(needs, ({ tx, at }) => store.chargeTry(tx, helper.id, at));
  if (until === null) return;
  await appendAlone(needs, { event: 'second_factor_refused', refusal: 'too_many_requests', helper });
  throw new Refusal('too_many_requests', { retryAfter: Math.max(1, Math.ceil((until.getTime() - needs.clock.now().getTime()) / 1_000)) });
}
