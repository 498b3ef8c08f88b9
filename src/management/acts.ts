import type { Work } from '../db/database.ts';
import type { ActOnHelper } from './managing.ts';
import { nameManager, removeManager } from './name-manager.ts';
import { removeHelper } from './remove-helper.ts';
import { resetFactors } from './reset-factors.ts';
import { reactivateHelper, suspendHelper } from './suspend-helper.ts';

/** An act on a helper that a page offers: what is done, and whether a reason is asked, which the helper reads. */
interface OfferedAct {
  readonly needsReason: boolean;
  readonly act: (work: Work, on: ActOnHelper & { readonly reason: string }) => Promise<void>;
}

/** What a manager may do to a helper, by the last word of its address. */
export const actsOnHelpers = {
  suspension: { needsReason: true, act: suspendHelper },
  reactivation: { needsReason: false, act: reactivateHelper },
  removal: { needsReason: false, act: removeHelper },
  'factors-reset': { needsReason: true, act: resetFactors },
  'manager-role': { needsReason: false, act: nameManager },
  'manager-role-end': { needsReason: false, act: removeManager },
} as const satisfies Record<string, OfferedAct>;

export type ActName = keyof typeof actsOnHelpers;
