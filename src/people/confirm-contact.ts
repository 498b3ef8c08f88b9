import { randomInt, timingSafeEqual } from 'node:crypto';
import { after, hour, minute } from '../clock.ts';
import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import type { Language } from '../http/languages.ts';
import { append } from '../journal/append.ts';
import { contactCode } from '../notifications/contact-messages.ts';
import { queue } from '../notifications/outbox.ts';
import { holdAddress } from './address-store.ts';
import * as codes from './code-store.ts';
import { type Contact, contactPrint } from './contact.ts';
import * as store from './contact-store.ts';
import type { Person } from './person.ts';
import { recordSharing } from './shared-contact.ts';
import { lockPerson } from './store.ts';

/** A contact, and whose it is said to be by who is signed in. */
export interface OwnContact {
  readonly person: Person;
  readonly contactId: string;
}

const lifetime = 10 * minute;
const tries = 5;
const sendings = { most: 5, within: hour };

/**
 * Sends six digits to an address, for the person who is signed in to give back: only whoever reads that address can. Kept as a keyed
 * fingerprint; shown, logged and recorded nowhere.
 */
export async function sendContactCode(
  work: Work,
  { person, contactId, language }: OwnContact & { readonly language: Language },
): Promise<void> {
  const contact = await requireContact(work, { person, contactId });
  if (contact.confirmedAt) return;
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const expiresAt = after(work.at, lifetime);
  const isSent = await codes.putCode(work.tx, {
    ...{ contactId, print: codePrint(work, contactId, code), at: work.at, expiresAt },
    ...{ windowStart: after(work.at, -sendings.within), most: sendings.most },
  });
  if (!isSent) throw new Refusal('too_many_requests', { retryAfter: sendings.within / 1_000 });
  await queue(work, contactCode({ ...contact, to: contact.address, language, subjectRef: person.subjectRef }, { code, expiresAt }));
  await append(work, { event: 'contact_code_sent', person, details: { contact: contactId, channel: contact.channel } });
}

/** The person gives the code back: the address is theirs. False when it is not the code; after five tries, or ten minutes, none is. */
export async function confirmContact(work: Work, { person, contactId, code }: OwnContact & { readonly code: string }): Promise<boolean> {
  const contact = await requireContact(work, { person, contactId });
  if (contact.confirmedAt) return true;
  const result = await tryCode(work, { person, contact, code });
  if (result === 'spent') throw new Refusal('contact_code_spent');
  return result === 'right';
}

/** One try at a code, counted before it is looked at; the right one confirms. Recorded, unless there was nothing to try. */
export async function tryCode(
  work: Work,
  { person, contact, code }: { readonly person: Person; readonly contact: Contact; readonly code: string },
): Promise<'right' | 'wrong' | 'spent'> {
  const print = await codes.chargeTry(work.tx, { contactId: contact.id, at: work.at, most: tries });
  if (!print) return 'spent';
  const details = { contact: contact.id, channel: contact.channel };
  if (!timingSafeEqual(print, codePrint(work, contact.id, code))) {
    await append(work, { event: 'contact_refused', refusal: 'contact_code_wrong', person, details });
    return 'wrong';
  }
  await codes.spendCode(work.tx, contact.id, work.at);
  await holdAddress(work.tx, contactPrint(work.vault, contact)); // two persons who confirm one at once would not see each other
  await store.setConfirmed(work.tx, contact.id, work.at);
  await append(work, { event: 'contact_confirmed', person, details });
  await recordSharing(work, { person, contact });
  return 'right';
}

/** The contact, the person held alone, if it is theirs. Not found and not theirs are the same answer. */
export async function requireContact(work: Work, { person, contactId }: OwnContact): Promise<Contact> {
  await lockPerson(work, person.id);
  const contact = await store.findContact(work.tx, work.vault, { personId: person.id, id: contactId });
  if (!contact) throw new Refusal('contact_unknown');
  return contact;
}

function codePrint({ vault }: Pick<Work, 'vault'>, contactId: string, code: string): Buffer {
  return vault.fingerprint('contact-code', `${contactId}:${code}`);
}
