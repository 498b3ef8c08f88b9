import { atomically, type Work, type WorkNeeds } from '../db/database.ts';
import { append } from '../journal/append.ts';
import { digestMessage } from '../notifications/news-messages.ts';
import { queue } from '../notifications/outbox.ts';
import { contactOf } from '../people/choose-how-to-be-told.ts';
import { lockPerson } from '../people/store.ts';
import { gather, type News } from './news.ts';
import * as store from './news-store.ts';
import { findMandate } from './store.ts';
import { languageOf, ownSpace } from './tell-person.ts';

const batch = 100;

/** Sends the digests that are due: each use is in one, whoever's turn it is. Run now and then, by several instances at once. Returns how many. */
export async function tellDigests(needs: WorkNeeds & { readonly publicUrl: string }): Promise<number> {
  let told = 0;
  for (const personId of await store.listDuePeople(needs.db, { at: needs.clock.now(), limit: batch }))
    if (await atomically(needs, (work) => tellDigest(work, { personId, publicUrl: needs.publicUrl }))) told += 1;
  return told;
}

/** All that is gathered for one person, in one message. False when another instance took it, or nobody is left to tell. */
async function tellDigest(
  work: Work,
  { personId, publicUrl }: { readonly personId: string; readonly publicUrl: string },
): Promise<boolean> {
  const person = await lockPerson(work, personId);
  const news = await store.takeGathered(work.tx, { personId, at: work.at });
  const mandate = await mandateOf(work, news);
  if (!person || !mandate) return false;
  const telling = await contactOf(work, person, languageOf(mandate));
  const ids = news.map(({ id }) => id);
  if (telling.by === 'letter') await store.setToPrint(work.tx, ids);
  if (telling.by !== 'message') return false;
  await queue(work, digestMessage(telling.to, gather(news), ownSpace(publicUrl)));
  await append(work, { event: 'person_told', person, details: { what: 'digest', uses: news.length } });
  return true;
}

function mandateOf({ tx }: Work, news: readonly News[]) {
  const id = news.at(-1)?.mandateId ?? null;
  return id === null ? undefined : findMandate(tx, id);
}
