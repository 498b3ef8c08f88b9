import type { Work } from '../db/database.ts';
import { append } from '../journal/append.ts';
import { type Procedure, procedureCodes } from '../mandates/procedures.ts';
import { setExclusions } from '../organisations/exclusion-store.ts';
import type { Managing } from './managing.ts';
import { requireManagingActive } from './require-managing.ts';

/**
 * Which procedures the organisation helps with from now on. Running mandates keep what was agreed; a use of what is excluded is refused
 * while it is excluded.
 */
export async function restrictProcedures(
  work: Work,
  { managing, helpsWith }: { readonly managing: Managing; readonly helpsWith: readonly Procedure[] },
): Promise<void> {
  const organisation = await requireManagingActive(work, managing);
  const excluded = procedureCodes.filter((code) => !helpsWith.includes(code));
  if ([...excluded].sort().join() === [...organisation.excludedProcedures].sort().join()) return;
  await setExclusions(work.tx, organisation.id, { procedures: excluded, at: work.at });
  await append(work, {
    event: 'procedures_restricted',
    helper: managing.helper,
    organisationId: organisation.id,
    details: { excluded, before: [...organisation.excludedProcedures] },
  });
}
