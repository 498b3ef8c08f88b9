import { randomUUID } from 'node:crypto';
import { after } from '../clock.ts';
import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { queue } from '../notifications/outbox.ts';
import { staffMail } from '../notifications/staff-messages.ts';
import { type Application, applicationLifetime, ofOrganisation } from './application.ts';
import { insertApplicationMessage, type MessageKind } from './application-message-store.ts';
import { type ApplicationState, mayBecome } from './application-states.ts';
import * as states from './application-state-store.ts';
import * as store from './application-store.ts';
import { setInviting, setInvitingEnded } from './candidate-store.ts';
import { tellApplicant } from './begin-application.ts';
import { certifyOrganisation, renewCertification } from './certify-organisation.ts';
import { enrolManager } from './enrol-manager.ts';
import { type Helper, helperName } from './helper.ts';
import { inviteSomeCandidates } from './invite-candidates.ts';
import { listManagers, lockOrganisationForChange } from './membership-store.ts';
import type { Organisation } from './organisation.ts';

/** An operator's answer to an application, and who gives it. */
export interface Answer {
  readonly id: string;
  readonly operator: Helper;
  readonly text: string;
  readonly publicUrl: string;
}

/** The organisation is certified until a day; one that is certified already, for longer, with those who belong to it as they are. */
export async function acceptApplication(work: Work, { until, ...answer }: Answer & { readonly until: Date }): Promise<void> {
  const application = await lockFor(work, answer.id, 'accepted');
  const { organisation: facts, renews } = application;
  if (!facts) throw new Refusal('application_incomplete');
  const decided = { facts, until, by: answer.operator };
  const organisation =
    renews === null ? await certifyOrganisation(work, decided) : await renewCertification(work, { id: renews, ...decided });
  await states.setState(work.tx, application.id, { state: 'accepted', at: work.at, organisationId: organisation.id });
  if (renews === null) await welcome(work, { application, organisation, publicUrl: answer.publicUrl });
  await close(work, application, { ...answer, kind: 'acceptance' });
  await append(work, {
    event: 'application_accepted',
    helper: answer.operator,
    organisationId: organisation.id,
    details: { application: application.id },
  });
}

/** The application goes back to its applicant, who is told what to change. */
export async function requestChanges(work: Work, answer: Answer): Promise<void> {
  const application = await lockFor(work, answer.id, 'changes_requested');
  const expiresAt = after(work.at, applicationLifetime);
  await states.setState(work.tx, application.id, { state: 'changes_requested', at: work.at, expiresAt });
  await close(work, application, { ...answer, kind: 'changes' });
  await append(work, { event: 'application_changes_requested', helper: answer.operator, ...about(application) });
}

/** The application is refused, with its reason. */
export async function refuseApplication(work: Work, answer: Answer): Promise<void> {
  const application = await lockFor(work, answer.id, 'refused');
  await states.setState(work.tx, application.id, { state: 'refused', at: work.at });
  await close(work, application, { ...answer, kind: 'refusal' });
  await append(work, { event: 'application_refused', helper: answer.operator, ...about(application) });
}

/** The manager gets their place; the helpers are invited in the manager's name, the first of them now and the others soon (`inviteCandidates`), and become members only once they answer. */
async function welcome(
  work: Work,
  { application, ...place }: { readonly application: Application; readonly organisation: Organisation; readonly publicUrl: string },
): Promise<void> {
  const { people } = application;
  if (!people?.manager) throw new Refusal('application_incomplete');
  const before = await listManagers(work.tx, place.organisation.id);
  const manager = await enrolManager(work, { candidate: people.manager, ...place });
  await tellFormerManagers(work, { before, manager, ...place });
  await setInvitingEnded(work.tx, place.organisation.id); // whom a former application named is of the past
  await setInviting(work.tx, application.id, manager.id);
  await inviteSomeCandidates(work, { id: application.id, organisationId: place.organisation.id }, place.publicUrl);
}

/** A body that comes back has managers still: whoever an application named beside them is not one behind their backs. */
async function tellFormerManagers(
  work: Work,
  {
    before,
    manager,
    organisation,
    publicUrl,
  }: { readonly before: readonly Helper[]; readonly manager: Helper; readonly organisation: Organisation; readonly publicUrl: string },
): Promise<void> {
  const about = { address: `${publicUrl}/manager/helpers`, values: { organisation: organisation.name, manager: helperName(manager) } };
  for (const other of before) if (other.id !== manager.id) await queue(work, staffMail(other, 'organisationBack', about));
}

/** A body that asks for more time is held before its application, as its managers' acts hold it. */
async function lockFor(work: Work, id: string, to: ApplicationState): Promise<Application> {
  const renews = await store.findRenewed(work.tx, id);
  if (renews) await lockOrganisationForChange(work.tx, renews);
  const application = await store.lockApplication(work, id);
  if (!application) throw new Refusal('application_unknown');
  if (!mayBecome(application.state, to)) throw new Refusal('application_in_another_state');
  return application;
}

function about(application: Application) {
  return { ...ofOrganisation(application), details: { application: application.id } };
}

const newsOf = { acceptance: 'accepted', changes: 'changes', refusal: 'refused' } as const;

async function close(
  work: Work,
  application: Application,
  { kind, operator, text, publicUrl }: Answer & { readonly kind: Exclude<MessageKind, 'message'> },
): Promise<void> {
  await insertApplicationMessage(work, application, { id: randomUUID(), operatorId: operator.id, kind, text, sentAt: work.at });
  await tellApplicant(work, application, { news: newsOf[kind], publicUrl });
}
