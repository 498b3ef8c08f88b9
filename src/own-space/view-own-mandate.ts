import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { findMandate } from '../mandates/store.ts';
import { type MandateView, readMandate } from '../mandates/view-mandate.ts';
import { findOrganisation } from '../organisations/store.ts';
import type { Person } from '../people/person.ts';

/** A mandate of one's own and all that its page shows. Another person's does not exist. */
export async function viewOwnMandate(
  work: Work,
  { mandateId, person }: { readonly mandateId: string; readonly person: Person },
): Promise<MandateView> {
  const mandate = await findMandate(work.tx, mandateId);
  if (mandate?.personId !== person.id) throw new Refusal('mandate_unknown');
  const organisation = await findOrganisation(work.tx, mandate.organisationId);
  if (!organisation) throw new Refusal('mandate_unknown');
  return readMandate(work, { mandateId, organisation });
}
