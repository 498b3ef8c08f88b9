import type { Request, Response } from 'express';
import { minute } from '../clock.ts';
import type { WorkNeeds } from '../db/database.ts';
import { Refusal, type RefusalCode } from '../errors.ts';
import { sessionOf, type Session, type SessionNeeds } from '../http/sessions.ts';
import { type Duty, type Helper, helperObstacle, type Role } from '../organisations/helper.ts';
import { type Organisation, organisationObstacle } from '../organisations/organisation.ts';
import type { Belonging } from '../organisations/store.ts';

export { requirePerson } from './person-guards.ts';

/** A helper who proved both factors, and the organisation they act for now. */
export interface SignedInHelper {
  readonly helper: Helper;
  readonly organisation: Organisation;
  readonly role: Role;
  /** All the organisations they may act for. */
  readonly belongings: readonly Belonging[];
  readonly secondFactorAt: Date;
}

/** Somebody who proved both factors: a helper, an operator or a supervisor. */
export interface Account {
  readonly helper: Helper;
  readonly belongings: readonly Belonging[];
  /** Which organisation a helper chose to act for. */
  readonly organisationId: string | null;
  readonly secondFactorAt: Date;
}

/** A helper who proved the first factor, perhaps the second. */
export interface Arriving {
  readonly helper: Helper;
  readonly belongings: readonly Belonging[];
  readonly session: Session;
  /** When the request came. */
  readonly at: Date;
}

/** Whoever proved both factors, whatever their duty; anybody else is asked to sign in. */
export function requireSignedIn(res: Response): Account {
  const { helper, belongings, session } = requireArriving(res);
  if (!session.secondFactorAt) throw new Refusal('second_factor_required');
  return { helper, belongings, organisationId: session.organisationId, secondFactorAt: session.secondFactorAt };
}

/** The same, with a second factor of less than 15 minutes: before changing what protects an account. */
export function requireRecentlySignedIn({ clock }: Pick<WorkNeeds, 'clock'>, res: Response): Account {
  const account = requireSignedIn(res);
  if (!isRecent(account.secondFactorAt, clock.now())) throw new Refusal('second_factor_required');
  return account;
}

/** The helper who is signed in, certified now, of an organisation that may act: before nobody else opens what is about persons. */
export function requireHelper(res: Response): SignedInHelper {
  const member = requireMembership(res);
  const no = actingObstacle(res);
  if (no) throw new Refusal(no);
  return member;
}

/** What stands between the helper who is here and acting now, their certification or their organisation's; null when nothing does. */
export function actingObstacle(res: Response): RefusalCode | null {
  const { helper, at } = requireArriving(res);
  return helperObstacle(helper, at) ?? organisationObstacle(requireMembership(res).organisation, at);
}

/** A member of the organisation chosen, certified or not: for their own account, their training, and what they manage. */
export function requireMembership(res: Response): SignedInHelper {
  const { helper, belongings, organisationId, secondFactorAt } = requireDuty(res, 'helper');
  const current = belongings.find(({ organisation }) => organisation.id === organisationId) ?? belongings[0];
  if (!current) throw new Refusal('helper_not_member');
  return { helper, belongings, ...current, secondFactorAt };
}

/** The operator who is signed in: runs the service, reads no personal data, never acts for anybody. */
export function requireOperator(res: Response): Account {
  return requireDuty(res, 'operator');
}

/** The same, with a second factor of less than 15 minutes: before each act. */
export function requireRecentOperator({ clock }: Pick<WorkNeeds, 'clock'>, res: Response): Account {
  const operator = requireOperator(res);
  if (!isRecent(operator.secondFactorAt, clock.now())) throw new Refusal('second_factor_required');
  return operator;
}

/** The supervisor who is signed in: audits the organisations of their territories (`listTerritories`), never acts for anybody. */
export function requireSupervisor(res: Response): Account {
  return requireDuty(res, 'supervisor');
}

/** The same, with a second factor of less than 15 minutes: before signing, using, opening what is personal. */
export function requireRecentSecondFactor({ clock }: Pick<WorkNeeds, 'clock'>, res: Response): SignedInHelper {
  const signedIn = requireHelper(res);
  if (!isRecent(signedIn.secondFactorAt, clock.now())) throw new Refusal('second_factor_required');
  return signedIn;
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
  return findAccount(res)?.helper.duty === 'helper' ? requireMembership(res) : null;
}

/** Whoever is signed in, if there is somebody, whatever their duty. */
export function findAccount(res: Response): Account | null {
  return arrivingOf(res)?.session.secondFactorAt ? requireSignedIn(res) : null;
}

/** The address asked for, as the upstream will compare it. */
export function addressOf({ publicUrl }: Pick<SessionNeeds, 'publicUrl'>, req: Request): URL {
  return new URL(publicUrl + req.originalUrl);
}

const recent = 15 * minute;

/** Whether a factor proved at `provedAt` still counts at `at`. */
export function isRecent(provedAt: Date | null, at: Date): boolean {
  return provedAt !== null && at.getTime() - provedAt.getTime() < recent;
}

function requireDuty(res: Response, duty: Duty): Account {
  const account = requireSignedIn(res);
  if (account.helper.duty !== duty) throw new Refusal('account_of_another_duty');
  return account;
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
