import { randomUUID } from 'node:crypto';
import type { Work } from '../db/database.ts';
import { isLanguage } from '../http/languages.ts';
import { append } from '../journal/append.ts';
import { createSubject, sealForSubject } from '../journal/subject-keys.ts';
import { canonical } from '../journal/leaf.ts';
import { identityRefreshed } from '../notifications/contact-messages.ts';
import { queue } from '../notifications/outbox.ts';
import { contactOf } from './choose-how-to-be-told.ts';
import { identityPrints } from './identity-prints.ts';
import { identityContext, type Person, type PivotIdentity } from './person.ts';
import * as store from './store.ts';
import { keepUpstreamContacts } from './upstream-contacts.ts';

/** An upstream identity becomes our person: found again and refreshed, which they are told, or met for the first time. Each leaves its trace. */
export async function recognisePerson(
  work: Work,
  { issuer, subject, identity }: { readonly issuer: string; readonly subject: string; readonly identity: PivotIdentity },
): Promise<Person> {
  const upstreamSubjectHash = upstreamSubject(work, { issuer, subject });
  const known = await store.lockByUpstreamSubject(work, upstreamSubjectHash);
  return known ? refresh(work, known, identity) : meet(work, upstreamSubjectHash, identity);
}

/** The person behind an upstream identity, if we know them; nothing is refreshed. */
export function findKnown(
  work: Work,
  { issuer, subject }: { readonly issuer: string; readonly subject: string },
): Promise<Person | undefined> {
  return store.lockByUpstreamSubject(work, upstreamSubject(work, { issuer, subject }));
}

function upstreamSubject({ vault }: Work, { issuer, subject }: { readonly issuer: string; readonly subject: string }): Buffer {
  return vault.fingerprint('upstream-subject', `${issuer}\0${subject}`);
}

async function meet(work: Work, upstreamSubjectHash: Buffer, identity: PivotIdentity): Promise<Person> {
  const id = randomUUID();
  const subjectRef = await createSubject(work);
  const sealed = await sealForSubject(work, subjectRef, { context: identityContext(id), plain: canonical(identity) });
  await store.insertPerson(work.tx, {
    ...{ id, subjectRef, upstreamSubjectHash, identity: sealed, identifiedAt: work.at },
    ...identityPrints(work.vault, identity),
  });
  const person = { id, subjectRef, identity, language: 'fr' };
  await keepUpstreamContacts(work, person);
  await append(work, { event: 'person_recognised', person });
  return person;
}

async function refresh(work: Work, known: Person, identity: PivotIdentity): Promise<Person> {
  const changed = changedFields(known.identity, identity);
  const sealed = await sealForSubject(work, known.subjectRef, { context: identityContext(known.id), plain: canonical(identity) });
  await store.setIdentity(work.tx, known.id, {
    ...{ identity: sealed, identifiedAt: work.at },
    ...identityPrints(work.vault, identity),
  });
  const person = { ...known, identity };
  if (changed.some((name) => !contactFields.has(name))) await tellRefreshed(work, known);
  const isOneMore = await keepUpstreamContacts(work, person);
  if (changed.length > 0 || isOneMore) await append(work, { event: 'person_refreshed', person, details: { changed } });
  return person;
}

/** Where they were reached until now: an address that comes with the other names learns nothing of it. */
async function tellRefreshed(work: Work, known: Person): Promise<void> {
  const telling = await contactOf(work, known, isLanguage(known.language) ? known.language : 'fr');
  if (telling.by === 'message') await queue(work, identityRefreshed(telling.to, work.at));
}

/** What says how to reach somebody, and not who they are. */
const contactFields: ReadonlySet<string> = new Set(['email', 'phoneNumber'] satisfies (keyof PivotIdentity)[]);

function changedFields(before: PivotIdentity, now: PivotIdentity): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(now)]) as Set<keyof PivotIdentity>; // the keys of two identities
  return [...names].filter((name) => before[name] !== now[name]).sort();
}
