import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import type { Helper } from '../organisations/helper.ts';
import { hasFactor } from './factor-store.ts';

/** Somebody who puts a factor in place, and whether they proved a second factor just now. */
export interface Adding {
  readonly helper: Helper;
  readonly isProved: boolean;
}

/** On the way in, only whoever has no factor yet may put one in place: a stolen mailbox must not bring its own. */
export async function requireMayAdd(work: Work, { helper, isProved }: Adding): Promise<void> {
  if (!isProved && (await hasFactor(work.tx, helper.id))) throw new Refusal('second_factor_required');
}
