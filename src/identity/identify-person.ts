import { randomBytes } from 'node:crypto';
import { atomically, type Work, type WorkNeeds } from '../db/database.ts';
import { Refusal, type RefusalCode } from '../errors.ts';
import type { Language } from '../http/languages.ts';
import type { Logger } from '../http/request-log.ts';
import { rootOf, type Session, type SessionFacts } from '../http/sessions.ts';
import { hashSecret } from '../vault.ts';
import { idpIdOf, parsePivotIdentity } from './forms.ts';
import type { Beside, Errand, PersonNotIdentified, PersonPurpose, Reception, Receptions, Vouched } from './reception.ts';
import * as store from './store.ts';
import { UpstreamRefusal } from './upstream-answer.ts';
import { askUpstream, takeQuestion, type KeptQuestion } from './upstream-requests.ts';
import type { Upstream, UpstreamAnswer } from './upstream.ts';

export interface IdentificationNeeds extends WorkNeeds {
  readonly publicUrl: string;
  readonly log: Logger;
  readonly franceConnect: Upstream;
  /** What comes of an identification: rooms above decide. */
  readonly receptions: Receptions;
}

/** The browser that comes back, as the street knows it. */
export interface Returning {
  readonly callback: URL;
  readonly session: Session;
  readonly beside: Beside | null;
  readonly language: Language;
  /** Begins the session of whoever was received, in the place of the one they came with. */
  readonly begin: (work: Work, facts: SessionFacts) => Promise<Session>;
}

/** Hands the browser over to the person. Returns FranceConnect's address. Not inside a transaction: the network is asked. */
export function startIdentification(
  needs: IdentificationNeeds,
  {
    session,
    ...errand
  }: { readonly session: Session | null; readonly purpose: PersonPurpose } & Partial<Pick<Errand, 'draftId' | 'returnsTo'>>,
): Promise<string> {
  if (!session) throw new Refusal('sign_in_required');
  return askUpstream(needs, {
    ...errand,
    upstream: needs.franceConnect,
    session,
    redirectUri: `${needs.publicUrl}/identification/callback`,
  });
}

/** The browser is back. Whatever came of it, the person's session at FranceConnect is ended: returns the address where that happens. */
export async function finishIdentification(needs: IdentificationNeeds, returning: Returning): Promise<string> {
  const question = await takeQuestion(needs, { ...returning, purposes: purposesOf(needs) });
  const { idToken, ...outcome } = await settle(needs, question, returning);
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
  return store.findOutcome(db, { signOutStateHash: hashSecret(state), sessionHash: rootOf(session) });
}

type Settled = store.Outcome & { readonly sessionHash: Buffer; readonly idToken: string | null };

async function settle(needs: IdentificationNeeds, question: KeptQuestion, { session, begin, ...here }: Returning): Promise<Settled> {
  const errand: Errand = { draftId: question.draftId, returnsTo: question.returnsTo, beside: here.beside, language: here.language };
  const reception = needs.receptions[question.purpose as PersonPurpose]; // taken by these purposes
  const seen: { idToken: string | null; vouched: Vouched | null } = { idToken: null, vouched: null };
  try {
    const answer = await needs.franceConnect.redeem(here.callback, { ...question.secrets, state: question.state });
    seen.idToken = answer.idToken;
    seen.vouched = whoIs(answer);
    const person = { ...errand, ...seen.vouched };
    return await atomically(needs, async (work) => {
      const received = await reception.receive(work, person);
      const now = received.session ? await begin(work, received.session) : session;
      return { idToken: answer.idToken, refusal: null, returnsTo: received.returnsTo, sessionHash: rootOf(now) };
    });
  } catch (error) {
    const refusal = refusalOf(needs, error);
    const returnsTo = await wayBack(needs, reception, { ...errand, refusal, vouched: seen.vouched });
    return { idToken: error instanceof UpstreamRefusal ? error.idToken : seen.idToken, refusal, returnsTo, sessionHash: rootOf(session) };
  }
}

function purposesOf({ receptions }: IdentificationNeeds): PersonPurpose[] {
  return Object.keys(receptions) as PersonPurpose[]; // its keys
}

function whoIs({ issuer, subject, acr, authTime, claims }: UpstreamAnswer): Vouched {
  return { issuer, subject, acr, authTime, identity: parsePivotIdentity(claims), idpId: idpIdOf(claims) };
}

/** A way back is found even when the errand has none: the person must be signed out first. */
function wayBack(needs: IdentificationNeeds, reception: Reception, attempt: PersonNotIdentified): Promise<string> {
  return atomically(needs, (work) => reception.turnAway(work, attempt)).catch((error: unknown) => {
    needs.log.error({ err: error }, 'a failed identification could not be recorded');
    return attempt.beside ? '/home' : '/me';
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
