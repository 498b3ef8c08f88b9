import type { Case } from '../cases/case.ts';
import { type About, openInquiry } from '../cases/open-inquiry.ts';
import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { findMandate } from '../mandates/store.ts';
import { findUse } from '../mandates/use-store.ts';
import { findStaff } from '../organisations/store.ts';
import type { Supervising } from './supervising.ts';
import { isNational, isWithin, type Reach } from './territory.ts';
import { findOrganisationWithin } from './territory-store.ts';

export interface Report extends About {
  readonly supervisor: Supervising;
  readonly words: string;
}

/** A supervisor opens a case about something of their territories; what is outside does not exist. */
export async function reportCase(work: Work, { supervisor, words, ...about }: Report): Promise<Case> {
  const organisationId = await organisationOf(work, supervisor, about);
  if (organisationId === null ? !isNational(supervisor) : !(await findOrganisationWithin(work.tx, supervisor, organisationId)))
    throw new Refusal('not_found');
  const whole = { ...about, organisationId };
  const opened = await openInquiry(work, { origin: 'report', cause: null, about: whole, words, by: supervisor.helper });
  if (!opened) throw new Refusal('case_open_already');
  return opened;
}

/** Whose organisation it is about: the use's, the mandate's, one of the helper's within reach, or the one given. */
async function organisationOf({ tx }: Work, reach: Reach, { useId, mandateId, helperId, organisationId }: About): Promise<string | null> {
  if (useId) return (await findUse(tx, useId))?.organisationId ?? refuse();
  if (mandateId) return (await findMandate(tx, mandateId))?.organisationId ?? refuse();
  if (!helperId) return organisationId ?? null;
  const belongings = (await findStaff(tx, helperId))?.belongings ?? refuse();
  const of = belongings.flatMap(({ organisation }) => (isWithin(reach, organisation) ? [organisation.id] : []));
  return (organisationId && of.includes(organisationId) ? organisationId : of[0]) ?? refuse();
}

function refuse(): never {
  throw new Refusal('not_found');
}
