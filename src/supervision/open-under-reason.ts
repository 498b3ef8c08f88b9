import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import type { Mandate } from '../mandates/mandate.ts';
import { findMandate } from '../mandates/store.ts';
import type { Organisation } from '../organisations/organisation.ts';
import type { Opened } from '../people/look.ts';
import { openPersonalData } from '../people/open-personal-data.ts';
import type { Person } from '../people/person.ts';
import { requireReason } from './give-reason.ts';
import type { Supervising } from './supervising.ts';
import { findOrganisationWithin } from './territory-store.ts';

interface OpenedMandate {
  readonly mandate: Mandate;
  readonly organisation: Organisation;
  readonly person: Person;
}

/**
 * Opens whom a mandate is about, under the reason that stands. The look is written first and the person reads it; without a reason
 * `reason_required`, and what is outside the supervisor's territories does not exist.
 */
export async function openMandate(
  work: Work,
  { supervisor, mandateId, what = 'mandate' }: { readonly supervisor: Supervising; readonly mandateId: string; readonly what?: Opened },
): Promise<OpenedMandate> {
  const { purpose, reason, caseReference } = await requireReason(work, supervisor);
  const mandate = await findMandate(work.tx, mandateId);
  const organisation = mandate && (await findOrganisationWithin(work.tx, supervisor, mandate.organisationId));
  if (!organisation) throw new Refusal('mandate_unknown');
  const why = { purpose, reason, caseReference, reader: supervisor.helper, role: 'supervisor' } as const;
  return { mandate, organisation, person: await openPersonalData(work, { ...why, personId: mandate.personId, mandate, what }) };
}
