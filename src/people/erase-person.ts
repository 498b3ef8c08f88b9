import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { deleteSessionsOfPerson } from '../http/store.ts';
import { eraseSubject, type Erasure } from '../journal/erase-subject.ts';
import { forgetMessages } from '../notifications/store.ts';
import { forgetContacts } from './contact-store.ts';
import { forgetCourtesies } from './sms-store.ts';
import * as store from './store.ts';

/**
 * Erases a person: who they are, the names they are found by, how they are reached, what was still to be told them, where they are signed in, and all that was sealed for them anywhere.
 * What was recorded about them stays provable and says nothing any more. Somebody erased already is `person_unknown`.
 * Their mandates are to be ended before; nobody can use one any more in any case.
 */
export async function erasePerson(
  work: Work,
  { personId, ...erasure }: { readonly personId: string } & Pick<Erasure, 'by' | 'reason'>,
): Promise<void> {
  const person = await store.lockPerson(work, personId);
  if (!person) throw new Refusal('person_unknown');
  await store.setErased(work.tx, personId, work.at);
  await deleteSessionsOfPerson(work.tx, personId);
  await forgetCourtesies(work.tx, personId);
  await forgetContacts(work.tx, personId);
  await forgetMessages(work.tx, person.subjectRef, work.at);
  await eraseSubject(work, { subject: person, ...erasure });
}
