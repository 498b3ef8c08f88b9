import { randomUUID } from 'node:crypto';
import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { type Application, ofOrganisation } from './application.ts';
import { countApplicationMessages, findLastMessageId, insertApplicationMessage, setNothingAsked } from './application-message-store.ts';
import * as store from './application-store.ts';
import { tellApplicant } from './begin-application.ts';
import type { Helper } from './helper.ts';

/** The applicant writes to the operators; of a certified body, one who manages it. */
export async function writeAsApplicant(
  work: Work,
  { id, text, manager }: { readonly id: string; readonly text: string; readonly manager?: Helper },
): Promise<void> {
  const { application } = await lock(work, id);
  await insertApplicationMessage(work, application, { id: randomUUID(), operatorId: null, kind: 'message', text, sentAt: work.at });
  const who = { ...(manager && { helper: manager }), ...ofOrganisation(application) };
  await append(work, { event: 'application_message_sent', ...who, details: { application: id, by: 'applicant' } });
}

/** An operator writes to the applicant, who is told by mail that there is something to read; about a draft, only to one who asked something. */
export async function writeAsOperator(
  work: Work,
  { id, operator, text, publicUrl }: { readonly id: string; readonly operator: Helper; readonly text: string; readonly publicUrl: string },
): Promise<void> {
  const { application, written } = await lock(work, id);
  if (application.state === 'draft' && written === 0) throw new Refusal('application_unknown');
  await insertApplicationMessage(work, application, { id: randomUUID(), operatorId: operator.id, kind: 'message', text, sentAt: work.at });
  await tellApplicant(work, application, { news: 'message', publicUrl });
  const who = { helper: operator, ...ofOrganisation(application) };
  await append(work, { event: 'application_message_sent', ...who, details: { application: id, by: 'operator' } });
}

/** An operator finds that what the applicant wrote last asks for no answer, and leaves it so. False when something was written since they read it. */
export async function leaveUnanswered(
  work: Work,
  { id, operator, last }: { readonly id: string; readonly operator: Helper; readonly last: string },
): Promise<boolean> {
  const application = await requireHeld(work, id);
  if ((await findLastMessageId(work.tx, id)) !== last) return false;
  if (!application.askedAt) return true;
  await setNothingAsked(work.tx, id);
  await append(work, {
    event: 'application_left_unanswered',
    helper: operator,
    ...ofOrganisation(application),
    details: { application: id },
  });
  return true;
}

/** A conversation ends somewhere. */
const mostMessages = 200;

async function lock(work: Work, id: string): Promise<{ readonly application: Application; readonly written: number }> {
  const application = await requireHeld(work, id);
  const written = await countApplicationMessages(work.tx, id);
  if (written >= mostMessages) throw new Refusal('application_conversation_full');
  return { application, written };
}

async function requireHeld(work: Work, id: string): Promise<Application> {
  const application = await store.lockApplication(work, id);
  if (!application) throw new Refusal('application_unknown');
  if (application.state === 'lapsed') throw new Refusal('application_in_another_state');
  return application;
}
