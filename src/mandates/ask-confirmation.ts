import { randomInt, randomUUID } from 'node:crypto';
import { after, day, hour } from '../clock.ts';
import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { isLanguage } from '../http/languages.ts';
import { append } from '../journal/append.ts';
import { actCode } from '../notifications/act-messages.ts';
import { type Channel, queue } from '../notifications/outbox.ts';
import { isHelpersContact } from '../organisations/helpers-contact.ts';
import type { Contact } from '../people/contact.ts';
import { languageTold } from '../people/choose-language.ts';
import { listContacts } from '../people/contact-store.ts';
import { countOthers } from '../people/shared-contact.ts';
import { type Confirmable, countAsked, insertConfirmation, lockQuestions } from './confirmation-store.ts';
import { codePrint } from './confirm-act.ts';
import { type ClientFacts, obstacle } from './mandate.ts';
import { confirmationLifetime, confirmingContacts } from './sensitive.ts';
import { lockForUse, type Standing } from './standing-store.ts';

export interface Question extends Omit<Confirmable, 'clientId'> {
  readonly organisationId: string;
  readonly client: ClientFacts;
  readonly secondFactorAt: Date | null;
}

/** A dozen questions a day and a few in an hour: with five tries each, guessing stays hopeless and nobody is pestered. */
const mostAsked = [
  { within: hour, most: 4 },
  { within: day, most: 12 },
] as const;

/**
 * Asks the person to confirm sensitive acts: a code goes to an address of theirs, and is shown to nobody else. Asked only when nothing
 * but the confirmation stands in the way. Returns by what it left.
 */
export async function askConfirmation(work: Work, { organisationId, client, secondFactorAt, ...question }: Question): Promise<Channel> {
  const standing = await lockForUse(work, question);
  if (standing?.mandate.organisationId !== organisationId) throw new Refusal('mandate_unknown');
  const confirmation = { asked: question.acts, confirmed: question.acts };
  const no = obstacle(standing.mandate, { ...standing, at: work.at, procedure: question.procedure, client, secondFactorAt, confirmation });
  if (no) throw new Refusal(no);
  await requireFewAsked(work, question.mandateId);
  const contact = await requireContact(work, standing);
  const id = randomUUID();
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const expiresAt = after(work.at, confirmationLifetime);
  const kept = { ...question, id, clientId: client.id, print: codePrint(work, id, code), createdAt: work.at, expiresAt };
  await insertConfirmation(work.tx, kept);
  await tell(work, { standing, contact, code, expiresAt, acts: question.acts, service: client.name });
  const { mandate, person, helper } = standing;
  await append(work, {
    ...{ event: 'confirmation_asked', mandate, person, helper, organisationId, clientId: client.id, procedure: question.procedure },
    details: { acts: [...question.acts], channel: contact.channel, confirmation: id },
  });
  return contact.channel;
}

async function requireFewAsked({ tx, at }: Work, mandateId: string): Promise<void> {
  await lockQuestions(tx, mandateId);
  for (const { within, most } of mostAsked)
    if ((await countAsked(tx, mandateId, after(at, -within))) >= most)
      throw new Refusal('too_many_requests', { retryAfter: within / 1_000 });
}

/** Theirs alone: no helper reads it, and no other person confirmed it too. */
async function requireContact(work: Work, { person, organisation }: Standing): Promise<Contact> {
  const confirmed = confirmingContacts(await listContacts(work.tx, work.vault, person.id));
  if (confirmed.length === 0) throw new Refusal('confirmation_impossible');
  for (const contact of confirmed) {
    const given = { ...contact, personId: person.id, organisationIds: [organisation.id] };
    if (!(await isHelpersContact(work, given)) && (await countOthers(work.tx, work.vault, given)) === 0) return contact;
  }
  throw new Refusal('confirmation_shared');
}

interface Told {
  readonly standing: Standing;
  readonly contact: Contact;
  readonly code: string;
  readonly expiresAt: Date;
  readonly acts: Question['acts'];
  readonly service: string;
}

async function tell(work: Work, { standing, contact, acts, ...told }: Told): Promise<void> {
  const { mandate, person, organisation } = standing;
  const language = [await languageTold(work.tx, person.id), mandate.language].find(isLanguage) ?? 'fr';
  const to = { channel: contact.channel, to: contact.address, language, subjectRef: person.subjectRef };
  await queue(work, actCode(to, { ...told, acts: acts.map((act) => `person.sensitive.${act}` as const), organisation: organisation.name }));
}
