import { latinDigits } from '../http/digits.ts';
import { type CountryCode, isValidPhoneNumber, parsePhoneNumber } from 'libphonenumber-js/min';
import type { Channel } from '../notifications/outbox.ts';
import type { Vault } from '../vault.ts';

/** Who gave it: FranceConnect, a helper who typed it at the counter, or the person themself. */
export type Origin = 'upstream' | 'helper' | 'person';

/** An address or a number of a person. */
export interface Contact {
  readonly id: string;
  readonly channel: Channel;
  readonly address: string;
  readonly origin: Origin;
  /** When the person showed that it is theirs. */
  readonly confirmedAt: Date | null;
  readonly createdAt: Date;
}

/** Ways a person may choose to be told. */
export const tellingChannels = ['email', 'sms', 'letter', 'none'] as const;
export type TellingChannel = (typeof tellingChannels)[number];

/** Each use at once, or gathered. */
export const rhythms = ['at_once', 'daily', 'weekly'] as const;
export type Rhythm = (typeof rhythms)[number];

/** How many a person has at most: a list one can read, and no way to make us write to the whole town. */
export const mostContacts = 6;

/** May carry what we tell the person: FranceConnect knows it, or the person confirmed it. What a helper typed waits for the person. */
function isUsable({ origin, confirmedAt }: Pick<Contact, 'origin' | 'confirmedAt'>): boolean {
  return origin === 'upstream' || confirmedAt !== null;
}

/** Who holds it is the person, by their own word: the only kind that may carry an agreement or a code that opens something. */
export function isConfirmed({ confirmedAt }: Pick<Contact, 'confirmedAt'>): boolean {
  return confirmedAt !== null;
}

/** The one to write to: the first `byPreference`. */
export function preferred(contacts: readonly Contact[], channel: Channel | null): Contact | undefined {
  return byPreference(contacts, channel)[0];
}

/** Those that can be written to, on this channel first: confirmed rather than not, then the latest. */
export function byPreference(contacts: readonly Contact[], channel: Channel | null): Contact[] {
  const usable = contacts.filter(isUsable);
  return usable.sort((one, other) => rank(other, channel) - rank(one, channel) || other.createdAt.getTime() - one.createdAt.getTime());
}

function rank(contact: Contact, channel: Channel | null): number {
  return (contact.channel === (channel ?? 'email') ? 2 : 0) + (isConfirmed(contact) ? 1 : 0);
}

/** A telephone number as the world writes it (E.164), French when it names no country; null when it is none. */
export function parseNumber(text: string): string | null {
  return parseNumberIn('FR', text);
}

/** The same where a number that names no country is one of this country: overseas France has codes of its own. */
export function parseNumberIn(country: CountryCode, typed: string): string | null {
  const text = latinDigits(typed);
  if (!/^[+\d\s()./-]{4,30}$/.test(text) || !isValidPhoneNumber(text, country)) return null;
  return parsePhoneNumber(text, country).number;
}

/** A number of the world as one dials it in its own country: `03 84 00 00 00`. */
export function nationalNumber(number: string): string {
  return parsePhoneNumber(number).formatNational();
}

/** A mailbox as we compare it. Whether it is one is for the form to say. */
export function normalMailbox(text: string): string {
  return text.trim().toLowerCase();
}

/** What is kept to know whose an address is, without keeping it in clear. */
export function contactPrint(vault: Vault, { channel, address }: Pick<Contact, 'channel' | 'address'>): Buffer {
  return vault.fingerprint('contact', `${channel}:${address}`);
}

/** Where a sealed address lies: it opens nowhere else. */
export function contactContext(id: string): string {
  return `contact/${id}/address`;
}
