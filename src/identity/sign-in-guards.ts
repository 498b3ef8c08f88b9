import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { RefusalPage } from '../../views/errors/refusal.tsx';
import type { Me } from '../../views/page.tsx';
import { atomically, type Work } from '../db/database.ts';
import { Refusal, type RefusalCode } from '../errors.ts';
import { csrfToken } from '../http/csrf.ts';
import { shapeOf } from '../http/metrics.ts';
import { pageOf, sendPage } from '../http/render.ts';
import { endSession, sessionOf, startSession, updateSession, type Session, type SessionNeeds } from '../http/sessions.ts';
import { typedWords } from '../http/typed-words.ts';
import { append, appendAlone } from '../journal/append.ts';
import { type Duty, type Helper, helperName, helperObstacle, maySignIn } from '../organisations/helper.ts';
import { findStaff } from '../organisations/store.ts';
import { findAccount, requireMembership, type SignedInHelper } from './guards.ts';
import { welcomePerson } from './person-guards.ts';
import { localPath } from './return-to.ts';

/** Finds out once per request who is here, after `sessions` and `setUpPage`. Ends the session of whoever may no longer sign in. */
export function identify(needs: SessionNeeds): RequestHandler {
  return async (_req, res, next) => {
    const session = sessionOf(res);
    if (session) pageOf(res).csrfToken = csrfToken(needs, session);
    if (session?.helperId) await welcome(needs, res, { session, helperId: session.helperId });
    if (session?.personId) await welcomePerson(needs, res, session.personId);
    next();
  };
}

/**
 * Turns « sign in first » and « second factor first » into the way there, and remembers the way back; whoever had written something is
 * given it back before. Before the last stop for errors.
 */
export function askToSignIn(needs: SessionNeeds): ErrorRequestHandler {
  return async (error: unknown, req, res, next) => {
    const code = error instanceof Refusal && !res.headersSent ? error.code : undefined;
    if (code === 'account_of_another_duty' || code === 'manager_required') await recordWrongDoor(needs, req, res, code);
    const step = code && steps.get(code);
    if (step === undefined) {
      next(error);
      return;
    }
    if (step !== '/apply') await atomically(needs, (work) => remember(needs, work, { res, returnTo: pageOf(res).path }));
    const typed = typedWords(req, res, needs);
    if (typed.length === 0) return res.redirect(303, step);
    const { code: why, status } = error as Refusal; // it has a step: it is one
    sendPage(res, RefusalPage, { code: why, retryAfter: null, back: step, onwards: true, typed }, status);
  };
}

/** Records that whoever is signed in with an account leaves; its caller ends the session. */
export async function recordLeaving(work: Work, res: Response): Promise<void> {
  const account = findAccount(res);
  const place = account?.organisationId ? { organisationId: account.organisationId } : {};
  if (account) await append(work, { event: 'helper_signed_out', helper: account.helper, ...place });
}

const steps: ReadonlyMap<RefusalCode, string> = new Map<RefusalCode, string>([
  ['sign_in_required', '/sign-in'],
  ['person_sign_in_required', '/me/sign-in'],
  ['second_factor_required', '/second-factor'],
  ['application_link_required', '/apply'], // the mail leads back by itself
]);

async function welcome(needs: SessionNeeds, res: Response, { session, helperId }: { session: Session; helperId: string }): Promise<void> {
  const staff = await findStaff(needs.db, helperId);
  if (!staff || !maySignIn(staff.helper)) {
    await atomically(needs, (work) => endSession(needs, work, res));
    throw new Refusal('helper_suspended');
  }
  const at = needs.clock.now();
  res.locals['arriving'] = { ...staff, at };
  if (!session.secondFactorAt) return;
  const name = helperName(staff.helper);
  if (staff.helper.duty !== 'helper') pageOf(res).me = { name, organisation: null, roles: rolesOf(staff.helper, staff.helper.duty) };
  else if (staff.belongings.length > 0) pageOf(res).me = { name, ...placeOf(requireMembership(res), at) };
}

function rolesOf({ namedOmbudsmanAt }: Helper, duty: Exclude<Duty, 'helper'>): Me['roles'] {
  return namedOmbudsmanAt ? [duty, 'ombudsman'] : [duty];
}

/** Who is certified helps; a manager manages; whoever does neither yet has an account and a training to hand in. */
function placeOf({ helper, role, organisation }: SignedInHelper, at: Date): { organisation: string; roles: Me['roles'] } {
  const helps = helperObstacle(helper, at) === null;
  return {
    organisation: organisation.name,
    roles: [
      ...(helps ? (['helper'] as const) : []),
      ...(role === 'manager' ? ([role] as const) : []),
      ...(helps ? [] : (['newcomer'] as const)),
    ],
  };
}

/** An operator at a helper's door, or the other way round: an auditor wants to know. */
async function recordWrongDoor(needs: SessionNeeds, req: Request, res: Response, refusal: RefusalCode): Promise<void> {
  const account = findAccount(res);
  const details = { door: `${req.method} ${shapeOf(req)}` };
  if (account) await appendAlone(needs, { event: 'duty_refused', refusal, helper: account.helper, details });
}

async function remember(
  needs: SessionNeeds,
  work: Work,
  { res, returnTo }: { readonly res: Response; readonly returnTo: string },
): Promise<void> {
  const session = sessionOf(res);
  const facts = { returnTo: localPath(returnTo) ?? session?.returnTo ?? null };
  if (session) await updateSession(work, { res, facts });
  else await startSession(needs, work, { res, facts });
}
