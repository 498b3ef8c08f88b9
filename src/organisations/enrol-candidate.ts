import { randomUUID } from 'node:crypto';
import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { createSubject } from '../journal/subject-keys.ts';
import { enrolledMail } from '../notifications/application-messages.ts';
import { queue } from '../notifications/outbox.ts';
import type { Candidate } from './application.ts';
import type { Helper, Role } from './helper.ts';
import type { Organisation } from './organisation.ts';
import { findMember } from './membership-store.ts';
import * as store from './store.ts';

/** Somebody named in an application that was accepted gets their place. Who has an account keeps it; an operator or a supervisor is refused. */
export async function enrolCandidate(
  work: Work,
  place: { readonly candidate: Candidate; readonly role: Role; readonly organisation: Organisation; readonly publicUrl: string },
): Promise<void> {
  const { candidate, role, organisation, publicUrl } = place;
  const known = await store.findHelperByEmail(work.tx, candidate.email);
  if (known && known.duty !== 'helper') throw new Refusal('account_exists');
  const helper = known ?? (await insert(work, candidate));
  if (await findMember(work.tx, { helperId: helper.id, organisationId: organisation.id })) return;
  await store.insertMembership(work.tx, { helperId: helper.id, organisationId: organisation.id, role, joinedAt: work.at });
  await queue(work, enrolledMail(helper, { role, organisation: organisation.name, address: `${publicUrl}/sign-in` }));
  await append(work, { event: 'helper_joined', helper, organisationId: organisation.id, details: { role } });
}

async function insert(work: Work, { email, givenName, familyName }: Candidate): Promise<Helper> {
  const helper: Helper = {
    ...{ id: randomUUID(), subjectRef: await createSubject(work), email, givenName, familyName, duty: 'helper' },
    ...{ certifiedAt: null, certificationExpiresAt: null, suspendedAt: null, withdrawnAt: null },
  };
  await store.insertHelper(work.tx, helper, work.at);
  return helper;
}
