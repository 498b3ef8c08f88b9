import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { minute } from '../clock.ts';
import { atomically, type Work, type WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { csrfToken } from '../http/csrf.ts';
import { pageOf } from '../http/render.ts';
import { endSession, sessionOf, startSession, updateSession, type Session, type SessionNeeds } from '../http/sessions.ts';
import { helperName, maySignIn, type Helper, type Role } from '../organisations/helper.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { findStaff, type Belonging } from '../organisations/store.ts';
import { localPath } from './return-to.ts';

/** A helper who proved both factors, and the organisation they act for now. */
export interface SignedInHelper {
  readonly helper: Helper;
  readonly organisation: Organisation;
  readonly role: Role;
  /** All the organisations they may act for. */
  readonly belongings: readonly Belonging[];
  readonly secondFactorAt: Date;
}

/** A helper who proved the first factor, perhaps the second. */
export interface Arriving {
  readonly helper: Helper;
  readonly belongings: readonly Belonging[];
  readonly session: Session;
}

/** Finds out once per request who is here, after `sessions` and `setUpPage`. Ends the session of whoever may no longer sign in. */
export function identify(needs: SessionNeeds): RequestHandler {
  return async (_req, res, next) => {
    const session = sessionOf(res);
    if (session) pageOf(res).csrfToken = csrfToken(needs, session);
    if (session?.helperId) await welcome(needs, res, { session, helperId: session.helperId });
    next();
  };
}

/** Turns « sign in first » and « second factor first » into the way there, and remembers the way back. Before the last stop for errors. */
export function askToSignIn(needs: SessionNeeds): ErrorRequestHandler {
  return async (error: unknown, req, res, next) => {
    const step = error instanceof Refusal && !res.headersSent ? steps.get(error.code) : undefined;
    if (step === undefined) {
      next(error);
      return;
    }
    await atomically(needs, (work) => remember(needs, work, { res, returnTo: pageOf(res).path }));
    res.redirect(303, step);
  };
}

/** The helper who is signed in; anybody else is asked to sign in. */
export function requireHelper(res: Response): SignedInHelper {
  const { helper, belongings, session } = requireArriving(res);
  if (!session.secondFactorAt) throw new Refusal('second_factor_required');
  const current = belongings.find(({ organisation }) => organisation.id === session.organisationId) ?? belongings[0];
  if (!current) throw new Refusal('helper_not_member');
  return { helper, belongings, ...current, secondFactorAt: session.secondFactorAt };
}

/** The same, with a second factor of less than 15 minutes: before signing, using, opening what is personal. */
export function requireRecentSecondFactor({ clock }: Pick<WorkNeeds, 'clock'>, res: Response): SignedInHelper {
  const signedIn = requireHelper(res);
  if (!isRecent(signedIn.secondFactorAt, clock.now())) throw new Refusal('second_factor_required');
  return signedIn;
}

/** The manager of the organisation they act for now; a helper, or a manager of another organisation, is not one here. */
export function requireManager(res: Response): SignedInHelper {
  const signedIn = requireHelper(res);
  if (signedIn.role !== 'manager') throw new Refusal('manager_required');
  return signedIn;
}

/** The same, with a second factor of less than 15 minutes: before opening what is personal, or changing who may act. */
export function requireRecentManager({ clock }: Pick<WorkNeeds, 'clock'>, res: Response): SignedInHelper {
  const manager = requireManager(res);
  if (!isRecent(manager.secondFactorAt, clock.now())) throw new Refusal('second_factor_required');
  return manager;
}

/** Whoever may be asked for the second factor now: signed in already, or a first factor of less than 15 minutes. */
export function requireFirstFactor({ clock }: Pick<WorkNeeds, 'clock'>, res: Response): Arriving {
  const arriving = requireArriving(res);
  const { firstFactorAt, secondFactorAt } = arriving.session;
  if (!secondFactorAt && !isRecent(firstFactorAt, clock.now())) throw new Refusal('sign_in_required');
  return arriving;
}

/** The helper who is signed in, if there is one. */
export function findSignedIn(res: Response): SignedInHelper | null {
  const arriving = arrivingOf(res);
  return arriving?.session.secondFactorAt ? requireHelper(res) : null;
}

/** The address asked for, as the upstream will compare it. */
export function addressOf({ publicUrl }: Pick<SessionNeeds, 'publicUrl'>, req: Request): URL {
  return new URL(publicUrl + req.originalUrl);
}

const recent = 15 * minute;
const steps = new Map([
  ['sign_in_required', '/sign-in'],
  ['second_factor_required', '/second-factor'],
]);

function isRecent(provedAt: Date | null, at: Date): boolean {
  return provedAt !== null && at.getTime() - provedAt.getTime() < recent;
}

async function welcome(needs: SessionNeeds, res: Response, { session, helperId }: { session: Session; helperId: string }): Promise<void> {
  const staff = await findStaff(needs.db, helperId);
  if (!staff || !maySignIn(staff.helper)) {
    await atomically(needs, (work) => endSession(needs, work, res));
    throw new Refusal('helper_suspended');
  }
  res.locals['arriving'] = staff;
  const signedIn = session.secondFactorAt && staff.belongings.length > 0 ? requireHelper(res) : null;
  if (signedIn) pageOf(res).me = { name: helperName(staff.helper), organisation: signedIn.organisation.name, roles: rolesOf(signedIn) };
}

/** A manager who is certified helps too. */
function rolesOf({ helper, role }: SignedInHelper): readonly Role[] {
  if (role === 'helper') return ['helper'];
  return helper.certifiedAt ? ['helper', 'manager'] : ['manager'];
}

function requireArriving(res: Response): Arriving {
  const arriving = arrivingOf(res);
  if (!arriving) throw new Refusal('sign_in_required');
  return arriving;
}

function arrivingOf(res: Response): Arriving | null {
  const known = res.locals['arriving'] as Omit<Arriving, 'session'> | undefined; // put there by `welcome` alone
  const session = sessionOf(res);
  return known && session?.helperId === known.helper.id ? { ...known, session } : null;
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
