import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import type { Erasure } from '../journal/erase-subject.ts';
import { erasePerson } from '../people/erase-person.ts';
import { lockPerson } from '../people/store.ts';
import { deleteUntold } from './news-store.ts';
import { forgetRequests } from './remote-request-store.ts';
import { forgetQuestioned } from './sms-question-store.ts';
import { hasMandateInForce } from './store.ts';

/** Erases a person whose mandates are all over: `person_has_mandates` otherwise, since a service may still rely on one. */
export async function erasePrincipal(work: Work, erasure: { readonly personId: string } & Pick<Erasure, 'by' | 'reason'>): Promise<void> {
  if (!(await lockPerson(work, erasure.personId))) throw new Refusal('person_unknown');
  if (await hasMandateInForce(work.tx, erasure.personId, work.at)) throw new Refusal('person_has_mandates');
  await deleteUntold(work.tx, erasure.personId);
  await forgetQuestioned(work.tx, erasure.personId);
  await forgetRequests(work.tx, erasure.personId);
  await erasePerson(work, erasure);
}
