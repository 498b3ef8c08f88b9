import type { Response } from 'express';
import { rootOf, type Session, sessionOf, type SessionNeeds } from '../http/sessions.ts';
import { Refusal } from '../errors.ts';
import type { Helper } from '../organisations/helper.ts';
import { hasFactor, listConfirmedFactors } from './factor-store.ts';
import { requireFirstFactor, requireRecentlySignedIn, type Arriving } from './guards.ts';
import { askPasskey } from './passkeys.ts';
import { type ProofAsked, showsOf } from './proof-asked.ts';
import type { Proof } from './second-factor.ts';

/** Somebody who may change their factors, and whether they proved one just now. */
export interface Changing extends Arriving {
  readonly isProved: boolean;
}

/** Whoever may put a factor in place: on the way in without any, or with a second factor of less than 15 minutes. */
export async function requireChangingFactors(needs: SessionNeeds, res: Response): Promise<Changing> {
  const arriving = requireFirstFactor(needs, res);
  const isProved = arriving.session.secondFactorAt !== null;
  if (isProved) requireRecentlySignedIn(needs, res);
  else if (await hasFactor(needs.db, arriving.helper.id)) throw new Refusal('second_factor_required'); // a page would show the key that waits
  return { ...arriving, isProved };
}

/** What a page that wants a second factor asks in this browser, by what the helper has. */
export async function askForProof(needs: SessionNeeds, res: Response, helper: Helper): Promise<ProofAsked> {
  const factors = await listConfirmedFactors(needs.db, helper.id);
  return { passkey: await askPasskey(needs, { helper, sessionHash: questionedIn(res) }), shows: showsOf(factors.map(({ kind }) => kind)) };
}

/** The proof that was sent in this browser's session. */
export function proofOf(
  { publicUrl }: Pick<SessionNeeds, 'publicUrl'>,
  res: Response,
  { helper, code, credential }: { readonly helper: Helper; readonly code: string; readonly credential: string },
): Proof {
  return credential === '' ? { helper, code } : { helper, credential, publicUrl, sessionHash: questionedIn(res) };
}

/** What names this browser's session where its secret does not belong. */
export function sessionHashOf(res: Response): Buffer {
  return requireSession(res).idHash;
}

/** What a question to an authenticator is bound to: the session, whatever it is called when the answer comes. */
export function questionedIn(res: Response): Buffer {
  return rootOf(requireSession(res));
}

function requireSession(res: Response): Session {
  const session = sessionOf(res);
  if (!session) throw new Refusal('sign_in_required');
  return session;
}
