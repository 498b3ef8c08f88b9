import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import type { Helper } from '../organisations/helper.ts';
import { isMember } from '../organisations/membership-store.ts';

/** From now on the helper acts for another of their organisations. Somebody else's is no answer but no. */
export async function switchOrganisation(
  work: Work,
  { helper, organisationId }: { readonly helper: Helper; readonly organisationId: string },
): Promise<void> {
  if (!(await isMember(work.tx, { helperId: helper.id, organisationId }))) throw new Refusal('helper_not_member');
  await append(work, { event: 'organisation_switched', helper, organisationId });
}
