import type { Response } from 'express';
import type { WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { actingObstacle, isRecent, requireMembership, type SignedInHelper } from './guards.ts';

/** The manager of the organisation they act for now; a helper, or a manager of another organisation, is not one here. */
export function requireManager(res: Response): SignedInHelper {
  const signedIn = requireMembership(res);
  if (signedIn.role !== 'manager') throw new Refusal('manager_required');
  return signedIn;
}

/** The same, with a second factor of less than 15 minutes: before opening what is personal, or changing who may act. */
export function requireRecentManager({ clock }: Pick<WorkNeeds, 'clock'>, res: Response): SignedInHelper {
  const manager = requireManager(res);
  if (!isRecent(manager.secondFactorAt, clock.now())) throw new Refusal('second_factor_required');
  return manager;
}

/** Where a member begins who may not help now: at what they manage, or at their training; null for who may, or whose organisation may not. */
export function homeBesideHelping(res: Response): string | null {
  const no = actingObstacle(res);
  if (no === null) return null;
  if (requireMembership(res).role === 'manager') return '/manager';
  return no === 'helper_not_certified' ? '/training' : null;
}
