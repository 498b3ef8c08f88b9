import type { Response } from 'express';
import type { WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { type Account, requireRecentlySignedIn, requireSupervisor } from '../identity/guards.ts';
import { listTerritories } from '../organisations/territory-store.ts';
import type { Supervising } from './supervising.ts';

/** The supervisor who is here, with their territories. */
export async function requireSupervising({ db }: Pick<WorkNeeds, 'db'>, res: Response): Promise<Supervising> {
  const { helper } = requireSupervisor(res);
  return { helper, territories: await listTerritories(db, helper.id) };
}

/** The same, with a second factor of less than 15 minutes: before what is personal, and before an act. */
export async function requireRecentSupervising(needs: Pick<WorkNeeds, 'db' | 'clock'>, res: Response): Promise<Supervising> {
  requireSupervisor(res);
  requireRecentlySignedIn(needs, res);
  return requireSupervising(needs, res);
}

/** The supervisor who also watches the supervisors; to any other, this is not a page for their account. */
export function requireOmbudsman(res: Response): Account {
  const account = requireSupervisor(res);
  if (!account.helper.namedOmbudsmanAt) throw new Refusal('account_of_another_duty');
  return account;
}
