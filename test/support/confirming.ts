import { atomically, type WorkNeeds } from '../../src/db/database.ts';
import { deliverDue } from '../../src/notifications/deliver.ts';
import type { Carrier } from '../../src/notifications/mailer.ts';
import type { Content } from '../../src/notifications/outbox.ts';
import { openLog } from '../../src/http/request-log.ts';
import { addContact } from '../../src/people/add-contact.ts';
import { setConfirmed } from '../../src/people/contact-store.ts';
import { findPerson } from '../../src/people/store.ts';

/** A number of this person alone. */
function numberOf(personId: string): string {
  return `+3363998${String(parseInt(personId.slice(-6), 16) % 10_000).padStart(4, '0')}`;
}

/** The person says that a number is theirs, of nobody else unless it is given, and shows it. Returns the number. */
export async function confirmNumber(needs: WorkNeeds, personId: string, address = numberOf(personId)): Promise<string> {
  await atomically(needs, async (work) => {
    const person = await findPerson(work.tx, work.vault, personId);
    if (!person) throw new Error('nobody');
    const { id } = await addContact(work, { channel: 'sms', address, person, by: { origin: 'person' }, isHelpers: false });
    await setConfirmed(work.tx, id, work.at);
  });
  return address;
}

/** Delivers what is queued and returns it. */
export async function takeMessages(needs: WorkNeeds): Promise<Content[]> {
  const sent: Content[] = [];
  const carrier: Carrier = { send: async (_id, content) => void sent.push(content), close: () => undefined };
  while ((await deliverDue({ ...needs, log: openLog('error'), carriers: { email: carrier, sms: carrier } })) > 0);
  return sent;
}

/** The six digits that the person received last. */
export async function codeReceived(needs: WorkNeeds): Promise<string> {
  const texts = (await takeMessages(needs)).map(({ text }) => text);
  return texts.flatMap((text) => /code\s: (\d{6})/.exec(text)?.[1] ?? []).at(-1) ?? '';
}
