import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import type { Mandate } from '../mandates/mandate.ts';
import { findMandate } from '../mandates/store.ts';
import type { Use } from '../mandates/use.ts';
import { findUse } from '../mandates/use-store.ts';
import type { Organisation } from '../organisations/organisation.ts';
import type { Opened } from '../people/look.ts';
import { openPersonalData } from '../people/open-personal-data.ts';
import type { Person } from '../people/person.ts';
import { requireReason } from './give-reason.ts';
import type { Supervising } from './supervising.ts';
import { findOrganisationWithin, isPersonWithin } from './territory-store.ts';

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
  await requireReason(work, supervisor);
  const mandate = await findMandate(work.tx, mandateId);
  const organisation = mandate && (await findOrganisationWithin(work.tx, supervisor, mandate.organisationId));
  if (!organisation) throw new Refusal('mandate_unknown');
  const person = await look(work, supervisor, { personId: mandate.personId, mandate, what });
  return { mandate, organisation, person };
}

/** Opens whom a use is about, likewise. */
export async function openUse(
  work: Work,
  { supervisor, useId }: { readonly supervisor: Supervising; readonly useId: string },
): Promise<OpenedMandate & { readonly use: Use }> {
  await requireReason(work, supervisor);
  const use = await findUse(work.tx, useId);
  if (!use || !(await findOrganisationWithin(work.tx, supervisor, use.organisationId))) throw new Refusal('use_unknown');
  return { use, ...(await openMandate(work, { supervisor, mandateId: use.mandateId, what: 'use' })) };
}

/** Opens a person who gave a mandate in the supervisor's territories, likewise. */
export async function openPerson(
  work: Work,
  { supervisor, personId, what = 'person' }: { readonly supervisor: Supervising; readonly personId: string; readonly what?: Opened },
): Promise<Person> {
  await requireReason(work, supervisor);
  if (!(await isPersonWithin(work.tx, supervisor, personId))) throw new Refusal('person_unknown');
  return look(work, supervisor, { personId, what });
}

interface Looked {
  readonly personId: string;
  readonly mandate?: Mandate;
  readonly what: Opened;
}

async function look(work: Work, supervisor: Supervising, looked: Looked): Promise<Person> {
  const { purpose, reason, caseReference } = await requireReason(work, supervisor);
  return openPersonalData(work, { ...looked, reader: supervisor.helper, role: 'supervisor', purpose, reason, caseReference });
}
