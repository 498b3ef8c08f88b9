import { randomUUID } from 'node:crypto';
import { after } from '../clock.ts';
import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import type { Language } from '../http/languages.ts';
import { append } from '../journal/append.ts';
import type { EventName } from '../journal/events.ts';
import { createSubject } from '../journal/subject-keys.ts';
import {
  type Application,
  applicationLifetime,
  isOpen,
  kinds,
  missingParts,
  type OrganisationFacts,
  type Part,
} from '../organisations/application.ts';
import { setSubmitted } from '../organisations/application-state-store.ts';
import * as store from '../organisations/application-store.ts';
import { tellApplicant } from '../organisations/begin-application.ts';
import { isEnding } from '../organisations/ending-store.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { renewalObstacle } from '../organisations/renewal.ts';
import { findKnownFacts, lockLastRenewal } from '../organisations/renewal-store.ts';
import { listMemberIds } from '../organisations/oversight-store.ts';
import { writeAsApplicant } from '../organisations/write-to-application.ts';
import type { Managing } from './managing.ts';
import { requireManaging } from './require-managing.ts';

/** A manager asks for more time: an application that says what is known already. One that is under way goes on, whoever of them began it. */
export async function beginRenewal(
  work: Work,
  { managing, language }: { readonly managing: Managing; readonly language: Language },
): Promise<void> {
  const organisation = await requireRenewable(work, managing);
  const last = await lockLastRenewal(work, organisation.id);
  if (last && (isOpen(last) || last.state === 'submitted')) return;
  const known = await findKnownFacts(work.tx, organisation.id);
  const members = (await listMemberIds(work.tx, organisation.id)).length;
  const renewal = { of: organisation.id, members, facts: isWhole(known) ? known : null };
  const application = { id: randomUUID(), subjectRef: await createSubject(work), language };
  const people = { email: managing.helper.email, manager: null, helpers: [] };
  const mailbox = work.vault.fingerprint('renewing-organisation', organisation.id); // that of no mailbox: no link leads here
  await store.insertApplication(work, { ...application, people, mailbox, renewal, expiresAt: after(work.at, applicationLifetime) });
  await journal(work, 'application_begun', { managing, application });
}

/** What the organisation says of itself, or what its manager declares. Its SIRET is what it was certified under; its territory, and so who watches it, stays. */
export async function fillRenewal(
  work: Work,
  {
    managing,
    ...filled
  }: {
    readonly managing: Managing;
    readonly organisation?: Omit<OrganisationFacts, 'territory'>;
  } & Pick<store.ApplicationChange, 'declarations'>,
): Promise<void> {
  const { application, organisation } = await lockOpenRenewal(work, managing);
  if (filled.organisation && filled.organisation.siret !== organisation.siret) throw new Refusal('renewal_of_another_siret');
  const { organisation: said, ...declared } = filled;
  await store.setApplication(work, application, {
    ...declared,
    ...(said && { organisation: { ...said, territory: organisation.territory } }),
    changedAt: work.at,
    expiresAt: after(work.at, applicationLifetime),
  });
  await journal(work, 'application_changed', { managing, application, part: filled.organisation ? 'organisation' : 'declarations' });
}

/**
 * A manager hands it in: from now on an operator has the word. Until they answer, the certification runs to its day. A stranger who applied
 * under the same number does not keep the organisation from asking.
 */
export async function submitRenewal(work: Work, managing: Managing): Promise<void> {
  const { application } = await lockOpenRenewal(work, managing);
  const { organisation: facts } = application;
  if (!facts || missingParts(application).length > 0) throw new Refusal('application_incomplete');
  if (!(await setSubmitted(work.tx, application.id, work.at))) throw new Refusal('application_underway');
  await tellApplicant(work, application, { news: 'submitted', publicUrl: managing.publicUrl });
  await journal(work, 'application_submitted', { managing, application });
}

/** A manager writes to the operators about it. */
export async function writeAboutRenewal(work: Work, managing: Managing, text: string): Promise<void> {
  const organisation = await requireManaging(work, managing);
  const application = await lockLastRenewal(work, organisation.id);
  if (!application) throw new Refusal('application_unknown');
  await writeAsApplicant(work, { id: application.id, text, manager: managing.helper });
}

async function lockOpenRenewal(
  work: Work,
  managing: Managing,
): Promise<{ readonly application: Application; readonly organisation: Organisation }> {
  const organisation = await requireRenewable(work, managing);
  const application = await lockLastRenewal(work, organisation.id);
  if (!application) throw new Refusal('application_unknown');
  if (!isOpen(application)) throw new Refusal('application_in_another_state');
  return { application, organisation };
}

/** The organisation, held, if whoever acts manages it and it may ask for more time: neither suspended nor ended, and its end is near or past. */
async function requireRenewable(work: Work, managing: Managing): Promise<Organisation> {
  const organisation = await requireManaging(work, managing);
  const no = renewalObstacle(organisation, work.at);
  if (no) throw new Refusal(no);
  if (await isEnding(work.tx, organisation.id)) throw new Refusal('organisation_ending');
  return organisation;
}

/** Whether what is known answers all that is asked. */
function isWhole(known: Partial<OrganisationFacts>): known is OrganisationFacts {
  return known.postalCode !== undefined && known.city !== undefined && kinds.some((kind) => kind === known.kind);
}

async function journal(
  work: Work,
  event: EventName,
  {
    managing,
    application,
    ...details
  }: { readonly managing: Managing; readonly application: Pick<Application, 'id'>; readonly part?: Part },
): Promise<void> {
  const { helper, organisation } = managing;
  await append(work, { event, helper, organisationId: organisation.id, details: { application: application.id, ...details } });
}
