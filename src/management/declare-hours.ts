import type { Work } from '../db/database.ts';
import { append } from '../journal/append.ts';
import { putHours } from '../organisations/hours-store.ts';
import type { Managing } from './managing.ts';
import { requireManagingActive } from './require-managing.ts';

/** When the organisation helps, from now on: the directory says it; a use outside is no fault, but several are noticed. */
export async function declareHours(
  work: Work,
  { managing, hours }: { readonly managing: Managing; readonly hours: string | null },
): Promise<void> {
  const organisation = await requireManagingActive(work, managing);
  await putHours(work.tx, organisation.id, { hours, at: work.at });
  const details = { hours: hours ?? '' };
  await append(work, { event: 'hours_declared', helper: managing.helper, organisationId: organisation.id, details });
}
