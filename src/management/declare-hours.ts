import type { Work } from '../db/database.ts';
import { append } from '../journal/append.ts';
import type { OpeningHours } from '../organisations/hours.ts';
import { putHours } from '../organisations/hours-store.ts';
import type { Managing } from './managing.ts';
import { requireManagingActive } from './require-managing.ts';

/** When the organisation helps, from now on: a use outside is no fault, but several are noticed. */
export async function declareHours(
  work: Work,
  { managing, hours }: { readonly managing: Managing; readonly hours: OpeningHours },
): Promise<void> {
  const organisation = await requireManagingActive(work, managing);
  await putHours(work.tx, organisation.id, { ...hours, at: work.at });
  const { days, opens, closes } = hours;
  const details = { days: days.map(String), opens, closes };
  await append(work, { event: 'hours_declared', helper: managing.helper, organisationId: organisation.id, details });
}
