import { createHash } from 'node:crypto';
import { after, day } from '../clock.ts';
import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import type { TextKey } from '../http/texts.ts';
import { append } from '../journal/append.ts';
import { sealForSubject } from '../journal/subject-keys.ts';
import { queue } from '../notifications/outbox.ts';
import { mandateQuestion, mandateRecap } from '../notifications/question-messages.ts';
import type { Helper } from '../organisations/helper.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { type Contact, contactPrint, isConfirmed } from '../people/contact.ts';
import { listPeopleByPrint } from '../people/address-store.ts';
import { listContacts } from '../people/contact-store.ts';
import type { Person } from '../people/person.ts';
import { lockPerson } from '../people/store.ts';
import { awaitedUntil, type Draft, type FrozenTerms } from './draft.ts';
import * as drafts from './draft-store.ts';
import { freezeTerms } from './freeze-terms.ts';
import { principalObstacle } from './identify-principal.ts';
import { namesOf } from './named-helpers.ts';
import { redeemRequest } from './remote-request-store.ts';
import { requireDraft } from './require-draft.ts';
import type { Procedure } from './procedures.ts';
import { requireRenewed } from './renewed.ts';
import { askedWords } from './sms-answer.ts';
import * as store from './sms-question-store.ts';
import { ownSpace } from './tell-person.ts';

export interface SmsAsking {
  readonly draftId: string;
  readonly personId: string;
  readonly helper: Helper;
  readonly organisation: Organisation;
  readonly publicUrl: string;
}

/** How long ago somebody may have identified themself through FranceConnect with the organisation that asks. */
export const knownFor = 365 * day;

/**
 * Asks a person by SMS: what it is about, then, once that has left, the question. Only somebody who identified themself through
 * FranceConnect for a mandate of this organisation within a year, at a number that they confirmed and that is nobody else's. The terms
 * are frozen now: the answer is about them and nothing else. A link sent before is dead.
 */
export async function askBySms(work: Work, { draftId, personId, helper, organisation, publicUrl }: SmsAsking): Promise<void> {
  const owner = { helperId: helper.id, organisationId: organisation.id };
  const draft = await requireDraft(work, { draftId, owner, states: ['draft', 'awaiting_person'] });
  if (draft.personId) throw new Refusal('draft_in_another_state');
  const { person, number, print } = await requireAskable(work, { personId, organisationId: organisation.id });
  const added = await requireRenewed(work, draft, person.id);
  const no = principalObstacle(person.identity, helper, work.at);
  if (no) throw new Refusal(no);
  const frozen = await freezeTerms(work, draft, { person, helper, organisation });
  const lapsesAt = awaitedUntil(draft.createdAt, frozen.expiresAt);
  await redeemRequest(work.tx, draft.id, work.at);
  await drafts.setAsked(work.tx, draft.id, { ...frozen, personId: person.id, at: work.at, lapsesAt });
  const to = { channel: 'sms', to: number.address, language: draft.language, subjectRef: person.subjectRef } as const;
  const named = await namesOf(work, draft.namedHelpers);
  const about = { ...frozen, procedures: titles(draft.procedures), added: titles(added), named, address: ownSpace(publicUrl) };
  const recap = mandateRecap(to, { ...about, organisation: organisation.name });
  const question = mandateQuestion(to, { organisation: organisation.name, until: lapsesAt, words: askedWords(draft.language) });
  const words = `${recap.text}\n${question.text}`;
  const messageId = await queue(work, { ...question, follows: await queue(work, recap) });
  await keepQuestion(work, { draft, person, print, frozen, words, messageId });
  const details = { contact: number.id, terms: frozen.termsHash.toString('hex'), words: sha256(words) };
  await append(work, { event: 'mandate_asked_by_sms', mandate: draft, person, helper, organisationId: organisation.id, details });
}

/** The person, held alone, and the number by which they answer. One answer for all who cannot be asked: who is known elsewhere stays unknown here. */
async function requireAskable(
  work: Work,
  { personId, organisationId }: { readonly personId: string; readonly organisationId: string },
): Promise<{ readonly person: Person; readonly number: Contact; readonly print: Buffer }> {
  const person = await lockPerson(work, personId);
  const isKnown = await store.isKnownTo(work.tx, { personId, organisationId, since: after(work.at, -knownFor) });
  const contacts = person && isKnown ? await listContacts(work.tx, work.vault, person.id) : [];
  const number = contacts.findLast((contact) => contact.channel === 'sms' && isConfirmed(contact));
  if (!person || !number) throw new Refusal('person_not_askable');
  const print = contactPrint(work.vault, number);
  if ((await listPeopleByPrint(work.tx, print)).filter(isConfirmed).length > 1) throw new Refusal('person_not_askable');
  if (await store.hasOpenQuestion(work.tx, { print, at: work.at })) throw new Refusal('question_open_already');
  return { person, number, print };
}

interface Kept {
  readonly draft: Draft;
  readonly person: Person;
  readonly print: Buffer;
  readonly frozen: FrozenTerms;
  readonly words: string;
  readonly messageId: string;
}

async function keepQuestion(work: Work, { draft, person, print, frozen, words, messageId }: Kept): Promise<void> {
  const sealed = await sealForSubject(work, person.subjectRef, { context: wordsContext(draft.id), plain: words });
  const about = { draftId: draft.id, personId: person.id, print, termsHash: frozen.termsHash };
  await store.insertQuestion(work.tx, { ...about, words: sealed, messageId, askedAt: work.at });
}

/** Where the sealed words of a question lie: they open nowhere else. */
function wordsContext(draftId: string): string {
  return `sms-question/${draftId}/words`;
}

function titles(procedures: readonly Procedure[]): TextKey[] {
  return procedures.map((code): TextKey => `terms.procedure.${code}.title`);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
