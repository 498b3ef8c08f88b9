import type { Work } from '../db/database.ts';
import { append } from '../journal/append.ts';
import type { Helper } from '../organisations/helper.ts';
import { cancelInvitations } from '../organisations/invitation-store.ts';

/** Whoever is a manager no more, or not now, leaves nobody behind who becomes one by their invitation; by nobody: by a rule. */
export async function closeDoors(
  work: Work,
  { helperId, organisationId, by }: { readonly helperId: string; readonly organisationId: string; readonly by: Helper | null },
): Promise<void> {
  if (!(await cancelInvitations(work.tx, { organisationId, managersBy: helperId }, work.at))) return;
  await append(work, { event: 'invitation_cancelled', ...(by && { helper: by }), organisationId });
}
