import { after } from '../clock.ts';
import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import {
  type Application,
  applicationLifetime,
  type Candidate,
  type Declaration,
  isOpen,
  type ManagerCandidate,
  mostHelpers,
  type OrganisationFacts,
  type Part,
  type People,
} from './application.ts';
import { findOrganisationBySiret } from './certification-store.ts';
import type { ApplicationChange } from './application-store.ts';
import * as store from './application-store.ts';
import { organisationObstacle } from './organisation.ts';

/** What the body says of itself. A SIRET that is certified, or waits for an answer already, is refused. */
export async function describeOrganisation(work: Work, id: string, organisation: OrganisationFacts): Promise<void> {
  const application = await lockOpen(work, id);
  await requireFree(work, application, organisation.siret);
  await change(work, application, { part: 'organisation', facts: { organisation } });
}

/** Who will manage the helpers. */
export async function nameManager(work: Work, id: string, manager: ManagerCandidate): Promise<void> {
  const application = await lockOpen(work, id);
  await change(work, application, { part: 'manager', facts: { people: { ...peopleOf(application), manager } } });
}

/** Adds people who will help; who is in the list already stays as they are. Refused when the list gets too long. */
export async function addCandidates(work: Work, id: string, candidates: readonly Candidate[]): Promise<void> {
  const application = await lockOpen(work, id);
  const people = peopleOf(application);
  const known = new Set(people.helpers.map(({ email }) => email));
  const helpers = [...people.helpers, ...candidates.filter(({ email }) => !known.has(email))];
  if (helpers.length > mostHelpers) throw new Refusal('too_many_helpers');
  await change(work, application, { part: 'helpers', facts: { people: { ...people, helpers } } });
}

/** Takes somebody off the list. Who is not on it is no error. */
export async function removeCandidate(work: Work, id: string, email: string): Promise<void> {
  const application = await lockOpen(work, id);
  const people = peopleOf(application);
  const helpers = people.helpers.filter((helper) => helper.email !== email);
  await change(work, application, { part: 'helpers', facts: { people: { ...people, helpers } } });
}

/** What the applicant declares; all of it is needed to submit. */
export async function declare(work: Work, id: string, declarations: readonly Declaration[]): Promise<void> {
  const application = await lockOpen(work, id);
  await change(work, application, { part: 'declarations', facts: { declarations } });
}

/** The application, held, while its applicant may change it. */
export async function lockOpen(work: Work, id: string): Promise<Application> {
  const application = await store.lockApplication(work, id);
  if (!application) throw new Refusal('application_unknown');
  if (!isOpen(application)) throw new Refusal('application_in_another_state');
  return application;
}

/** Refuses a body that is certified or suspended, or whose application waits for an answer. */
export async function requireFree(work: Work, application: Application, siret: string): Promise<void> {
  const organisation = await findOrganisationBySiret(work.tx, siret);
  const obstacle = organisation && organisationObstacle(organisation, work.at);
  if (organisation && obstacle !== 'organisation_not_certified') throw new Refusal('organisation_certified_already');
  if (await store.isUnderway(work.tx, siret, application)) throw new Refusal('application_underway');
}

async function change(
  work: Work,
  application: Application,
  { part, facts }: { readonly part: Part; readonly facts: Omit<ApplicationChange, 'changedAt'> },
): Promise<void> {
  await store.setApplication(work, application, { ...facts, changedAt: work.at, expiresAt: after(work.at, applicationLifetime) });
  await append(work, { event: 'application_changed', details: { application: application.id, part } });
}

function peopleOf({ people }: Application): People {
  if (!people) throw new Refusal('application_unknown');
  return people;
}
