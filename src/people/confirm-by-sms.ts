import type { Work } from '../db/database.ts';
import { latinDigits } from '../http/digits.ts';
import { translator } from '../http/texts.ts';
import { tryCode } from './confirm-contact.ts';
import { findContact } from './contact-store.ts';
import { languageOf } from './receive-sms.ts';
import type { Sender, SmsAnswerer } from './sms.ts';
import { lockPerson } from './store.ts';

/**
 * Six digits from a number that waits for its code are that code given back. The code was asked for by the person, signed in, so
 * whoever answers with it is who asked. From another number, digits are nothing.
 */
export const confirmBySms: SmsAnswerer = async (work, { text, senders }) => {
  const [, code] = /^\s*(\d{3}[\s.-]?\d{3})[.\s]*$/.exec(latinDigits(text)) ?? [];
  const waiting = senders.filter(({ contact }) => !contact.confirmedAt);
  if (code === undefined || waiting.length === 0) return null;
  const t = translator(await languageOf(work, senders));
  for (const { person, contact } of await stillWaiting(work, waiting)) {
    const result = await tryCode(work, { person, contact, code: code.replaceAll(/\D/g, '') });
    if (result === 'right') return { outcome: 'contact_confirmed', reply: t('message.sms.confirmed') };
  }
  return { outcome: 'contact_code_wrong', reply: t('message.sms.wrongCode') };
};

/** Those whose number waits still once they are held, as whoever removes it or confirms it on their pages holds them. */
async function stillWaiting(work: Work, waiting: readonly Sender[]): Promise<Sender[]> {
  const held: Sender[] = [];
  for (const { person, contact } of waiting.toSorted((one, other) => one.person.id.localeCompare(other.person.id))) {
    await lockPerson(work, person.id);
    const now = await findContact(work.tx, work.vault, { personId: person.id, id: contact.id });
    if (now && !now.confirmedAt) held.push({ person, contact: now });
  }
  return held;
}
