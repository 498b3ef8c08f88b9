import type { Db, Tx } from '../db/database.ts';
import type { RefusalCode } from '../errors.ts';
import { helperObstacle } from './helper.ts';
import { findStandingAt } from './standing-store.ts';

/** What stood, at an instant of the past, between a helper and acting: the rule of today over what was true then. Null: they were certified. */
export async function certificationAt(db: Db | Tx, helperId: string, at: Date): Promise<RefusalCode | null> {
  const standing = await findStandingAt(db, helperId, at);
  return standing ? helperObstacle(standing, at) : 'helper_not_certified';
}
