import { randomBytes } from 'node:crypto';
import { atomically, type Work, type WorkNeeds } from '../db/database.ts';
import { Refusal, type RefusalCode } from '../errors.ts';
import type { Logger } from '../http/request-log.ts';
import type { Session } from '../http/sessions.ts';
import type { Helper } from '../organisations/helper.ts';
import type { Organisation } from '../organisations/organisation.ts';
import type { PivotIdentity } from '../people/person.ts';
import { hashSecret } from '../vault.ts';
import { idpIdOf, parsePivotIdentity } from './forms.ts';
import * as store from './store.ts';
import { UpstreamRefusal } from './upstream-answer.ts';
import { askUpstream, takeQuestion, type KeptQuestion } from './upstream-requests.ts';
import type { Upstream, UpstreamAnswer } from './upstream.ts';

/** The helper beside whom a person signs in. */
export interface Beside {
  readonly helper: Helper;
  readonly organisation: Organisation;
}

/** A person FranceConnect vouches for, just now, for this draft. */
export interface PersonIdentified extends Beside {
  readonly draftId: string;
  readonly issuer: string;
  readonly subject: string;
  readonly identity: PivotIdentity;
  /** Who vouched for the person towards FranceConnect, when it says so. */
  readonly idpId: string | null;
  readonly acr: string;
  readonly authTime: Date;
}

export interface PersonNotIdentified extends Beside {
  readonly draftId: string;
  readonly refusal: RefusalCode;
}

export interface IdentificationNeeds extends WorkNeeds {
  readonly publicUrl: string;
  readonly log: Logger;
  readonly franceConnect: Upstream;
  /** What comes of an identification: a room above decides. Returns the path to go on at; a refusal undoes it. */
  readonly onPersonIdentified: (work: Work, person: PersonIdentified) => Promise<string>;
  /** Nobody was identified, or the identity was refused. Called after the rollback; returns the path of the way back. */
  readonly onPersonNotIdentified: (work: Work, attempt: PersonNotIdentified) => Promise<string>;
}

/** Hands the browser over to the person, for this draft. Returns FranceConnect's address. Not inside a transaction: the network is asked. */
export function startIdentification(
  needs: IdentificationNeeds,
  { session, draftId }: { readonly session: Session | null; readonly draftId: string },
): Promise<string> {
  if (!session) throw new Refusal('sign_in_required');
  return askUpstream(needs, { upstream: needs.franceConnect, session, draftId, redirectUri: `${needs.publicUrl}/identification/callback` });
}

/** The browser is back. Whatever came of it, the person's session at FranceConnect is ended: returns the address where that happens. */
export async function finishIdentification(
  needs: IdentificationNeeds,
  { callback, session, beside }: { readonly callback: URL; readonly session: Session; readonly beside: Beside },
): Promise<string> {
  const question = await takeQuestion(needs, { callback, session, purpose: 'person' });
  const { idToken, ...outcome } = await settle(needs, { question, callback, beside });
  const state = randomBytes(32).toString('hex');
  await atomically(needs, ({ tx }) => store.setOutcome(tx, question.stateHash, { ...outcome, signOutStateHash: hashSecret(state) }));
  const returnTo = `${needs.publicUrl}/identification/signed-out`;
  if (idToken === null) return `${returnTo}?state=${state}`; // no session was opened there
  return needs.franceConnect.endSession({ idToken, returnTo, state });
}

/** Where the browser goes now that the person is signed out of FranceConnect; undefined for a state that is not this browser's. */
export function findOutcome(
  { db }: Pick<WorkNeeds, 'db'>,
  { state, session }: { readonly state: string; readonly session: Session },
): Promise<store.Outcome | undefined> {
  return store.findOutcome(db, { signOutStateHash: hashSecret(state), sessionHash: session.idHash });
}

interface Attempt {
  readonly question: KeptQuestion;
  readonly callback: URL;
  readonly beside: Beside;
}

async function settle(needs: IdentificationNeeds, attempt: Attempt): Promise<store.Outcome & { readonly idToken: string | null }> {
  const { question, callback, beside } = attempt;
  const draftId = question.draftId ?? '';
  let idToken: string | null = null;
  try {
    const answer = await needs.franceConnect.redeem(callback, { ...question.secrets, state: question.state });
    idToken = answer.idToken;
    const person = { ...beside, ...whoIs(answer), draftId };
    return { idToken, refusal: null, returnsTo: await atomically(needs, (work) => needs.onPersonIdentified(work, person)) };
  } catch (error) {
    const refusal = refusalOf(needs, error);
    const returnsTo = await wayBack(needs, { ...beside, draftId, refusal });
    return { idToken: error instanceof UpstreamRefusal ? error.idToken : idToken, refusal, returnsTo };
  }
}

function whoIs({ issuer, subject, acr, authTime, claims }: UpstreamAnswer): Omit<PersonIdentified, 'draftId' | keyof Beside> {
  return { issuer, subject, acr, authTime, identity: parsePivotIdentity(claims), idpId: idpIdOf(claims) };
}

/** A way back is found even when the draft has none: the person must be signed out first. */
function wayBack(needs: IdentificationNeeds, attempt: PersonNotIdentified): Promise<string> {
  return atomically(needs, (work) => needs.onPersonNotIdentified(work, attempt)).catch((error: unknown) => {
    needs.log.error({ err: error }, 'a failed identification could not be recorded');
    return '/home';
  });
}

/** Broken or refused, the person must be signed out first: what went wrong is said after that. */
function refusalOf({ log }: IdentificationNeeds, error: unknown): RefusalCode {
  if (!(error instanceof Refusal)) {
    log.error({ err: error }, 'identification broken');
    return 'identification_failed';
  }
  const { code, cause } = error;
  if (cause !== undefined) log.warn({ refusal: code, cause: cause instanceof Error ? cause.message : cause }, 'identification refused');
  return code;
}
