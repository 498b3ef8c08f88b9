import { after } from '../clock.ts';
import type { Work } from '../db/database.ts';
import { append } from '../journal/append.ts';
import { answerTaken, questionAgain } from '../notifications/question-messages.ts';
import { hasLeft } from '../notifications/store.ts';
import { findOrganisation } from '../organisations/store.ts';
import { contactPrint, isConfirmed } from '../people/contact.ts';
import type { ReceivedSms, SmsAnswer, SmsAnswerer } from '../people/sms.ts';
import { agreeToMandate, declineMandate } from './agree-to-mandate.ts';
import { type Draft, isOver, remoteDraftLifetime } from './draft.ts';
import * as drafts from './draft-store.ts';
import { askedWords, parseAnswer } from './sms-answer.ts';
import * as store from './sms-question-store.ts';
import { tellAnswered } from './tell-answered.ts';
import { ownSpace } from './tell-person.ts';

/**
 * « Oui » or « non » from the number that was asked, once the question has left, in time, about the very terms that were frozen. Anything
 * else has the question asked once more; the second time it is over, and nothing is agreed to. A number that several persons
 * confirmed says no, and nothing else. After a yes, until the helper signs, a no takes it back.
 */
export function answerBySms({ publicUrl }: { readonly publicUrl: string }): SmsAnswerer {
  return async (work, sms) => {
    const print = contactPrint(work.vault, { channel: 'sms', address: sms.from });
    const question = await store.findLatestQuestion(work.tx, { print, since: after(work.at, -memory) });
    const draft = question && (await drafts.lockDraft(work.tx, question.draftId));
    if (!draft) return null;
    const said = parseAnswer(sms.text, draft.language);
    const isLate = isOver(draft, work.at);
    if (draft.state === 'awaiting_person' && !isLate) {
      if (!(await hasLeft(work.tx, question.messageId))) return null; // nobody was asked yet
      return answer({ work, sms, question, draft, publicUrl }, said);
    }
    if (said === 'other') return null;
    if (draft.state === 'awaiting_helper' && !isLate && said === 'no') return answer({ work, sms, question, draft, publicUrl }, said);
    return reply({ work, draft, publicUrl }, tooLate(draft, said, isLate));
  };
}

/** How long after a question an answer to it is still recognised, were it to say that it is too late. */
const memory = 2 * remoteDraftLifetime;

interface Answered {
  readonly work: Work;
  readonly sms: ReceivedSms;
  readonly question: store.SmsQuestion;
  readonly draft: Draft;
  readonly publicUrl: string;
}

type Came = Parameters<typeof answerTaken>[1];

async function answer(answered: Answered, said: 'yes' | 'no' | 'other'): Promise<SmsAnswer> {
  const { work, draft, question, sms, publicUrl } = answered;
  const sender = senderOf(sms, question, said);
  if (!sender || !draft.termsHash?.equals(question.termsHash)) return reply(answered, 'elsewhere');
  if (said === 'other') return question.askedAgainAt ? giveUp(answered) : askAgain(answered);
  const termsHash = question.termsHash.toString('hex');
  const evidence = { channel: 'sms', contact: sender.contact.id, sms: sms.id, said: sms.text, terms: termsHash };
  const who = { draftId: draft.id, personId: question.personId };
  if (said === 'yes') await agreeToMandate(work, { ...who, protection: 'none', termsHash, evidence });
  else await declineMandate(work, { ...who, evidence });
  await tellAnswered(work, { draftId: draft.id, answer: said, publicUrl });
  return reply(answered, said);
}

/** Who was asked, if their number is still confirmed, and nobody else confirmed it too; a no is taken from a number that is shared. */
function senderOf({ senders }: ReceivedSms, { personId }: store.SmsQuestion, said: 'yes' | 'no' | 'other') {
  const confirmed = senders.filter(({ contact }) => isConfirmed(contact));
  const sender = confirmed.find(({ person }) => person.id === personId);
  return confirmed.length === 1 || said === 'no' ? sender : undefined;
}

async function askAgain({ work, draft }: Answered): Promise<SmsAnswer> {
  await store.setAskedAgain(work.tx, draft.id, work.at);
  const organisation = await nameOf(work, draft);
  const question = { organisation, until: draft.lapsesAt, words: askedWords(draft.language) };
  return { outcome: 'question_asked_again', reply: questionAgain(draft.language, question) };
}

async function giveUp(answered: Answered): Promise<SmsAnswer> {
  const { work, draft, sms, publicUrl } = answered;
  await store.setGivenUp(work.tx, draft.id, work.at);
  await drafts.setState(work.tx, draft.id, 'ended', 'abandoned');
  await tellAnswered(work, { draftId: draft.id, answer: 'unclear', publicUrl });
  const person = sms.senders[0]?.person;
  const about = { mandate: draft, ...(person && { person }), organisationId: draft.organisationId };
  await append(work, { event: 'mandate_abandoned', ...about, details: { channel: 'sms', why: 'no clear answer' } });
  return reply(answered, 'unclear');
}

/** An answer to what is no longer asked. */
function tooLate({ state, endCause }: Draft, said: 'yes' | 'no', isLate: boolean): Came {
  if (state === 'active') return said === 'no' ? 'active' : 'before';
  return endCause === 'refused' || (state === 'awaiting_helper' && !isLate) ? 'before' : 'late';
}

async function reply({ work, draft, publicUrl }: Pick<Answered, 'work' | 'draft' | 'publicUrl'>, came: Came): Promise<SmsAnswer> {
  const values = { organisation: await nameOf(work, draft), no: askedWords(draft.language).no, address: ownSpace(publicUrl) };
  return { outcome: `answer_${came}`, reply: answerTaken(draft.language, came, values) };
}

async function nameOf({ tx }: Work, { organisationId }: Draft): Promise<string> {
  return (await findOrganisation(tx, organisationId))?.name ?? '';
}
