import { atomically, type Work, type WorkNeeds } from '../db/database.ts';
import { isLanguage } from '../http/languages.ts';
import { append } from '../journal/append.ts';
import { ownSpace } from '../mandates/tell-person.ts';
import { haltMessage, type HaltNews } from '../notifications/halt-messages.ts';
import { queue } from '../notifications/outbox.ts';
import { contactOf } from '../people/choose-how-to-be-told.ts';
import { findPerson } from '../people/store.ts';
import * as store from './concerned-store.ts';

const batch = 100;

/** Tells the persons whom suspensions, or their ends, concern, where a supervisor decided so: some at a time, each once, however many instances do it. Returns how many it looked at. */
export async function tellSuspensions(needs: WorkNeeds & { readonly publicUrl: string }): Promise<number> {
  let looked = 0;
  for (;;) {
    const n = await atomically(needs, (work) => tellSome(work, needs.publicUrl));
    looked += n ?? 0;
    if (n === null) return looked;
  }
}

/** One batch of one suspension; null when there is nothing to tell. */
async function tellSome(work: Work, publicUrl: string): Promise<number | null> {
  const suspension = await store.lockUntold(work.tx);
  if (!suspension) return null;
  const concerned = await store.listConcerned(work.tx, suspension, { at: work.at, limit: batch });
  let told = 0;
  for (const one of concerned)
    if (await tell(work, { ...one, news: { halted: suspension.kind, isLifted: suspension.isLifted }, publicUrl })) told += 1;
  const last = concerned.at(-1);
  const isDone = concerned.length < batch;
  await store.setToldUpTo(work.tx, suspension, { after: last?.personId ?? suspension.toldAfter, told, at: isDone ? work.at : null });
  return concerned.length;
}

/** Whether there was a way: who chose letters or nothing, or has no address, is not told from afar. */
async function tell(
  work: Work,
  { personId, name, language, news, publicUrl }: store.Concerned & { readonly news: HaltNews; readonly publicUrl: string },
): Promise<boolean> {
  const person = await findPerson(work.tx, work.vault, personId);
  if (!person) return false;
  const telling = await contactOf(work, person, isLanguage(language) ? language : 'fr');
  if (telling.by !== 'message') return false;
  await queue(work, haltMessage(telling.to, news, { name, address: ownSpace(publicUrl) }));
  await append(work, { event: 'person_told', person, details: { what: news.isLifted ? 'suspension_lifted' : 'suspension' } });
  return true;
}
