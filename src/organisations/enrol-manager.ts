import { randomUUID } from 'node:crypto';
import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { createSubject } from '../journal/subject-keys.ts';
import { enrolledMail } from '../notifications/application-messages.ts';
import { queue } from '../notifications/outbox.ts';
import type { Candidate } from './application.ts';
import { type Helper, helperObstacle, maySignIn } from './helper.ts';
import { findMember, setRole } from './membership-store.ts';
import type { Organisation } from './organisation.ts';
import * as store from './store.ts';

/**
 * Whom an accepted application names as manager gets their place, and a mail that says how to come in for the first time. Who has an account
 * keeps it; an account of another duty, or one that is not let in, is refused: the organisation would have nobody.
 */
export async function enrolManager(
  work: Work,
  place: { readonly candidate: Candidate; readonly organisation: Organisation; readonly publicUrl: string },
): Promise<Helper> {
  const { candidate, organisation, publicUrl } = place;
  const known = await store.findHelperByEmail(work.tx, candidate.email);
  if (known && known.duty !== 'helper') throw new Refusal('account_exists');
  if (known && !maySignIn(known)) throw new Refusal(helperObstacle(known, work.at) ?? 'helper_suspended');
  const helper = known ?? (await insert(work, candidate));
  const there = { helperId: helper.id, organisationId: organisation.id };
  const member = await findMember(work.tx, there);
  if (member?.role === 'manager') return helper;
  if (member) await setRole(work.tx, there, 'manager');
  else await store.insertMembership(work.tx, { ...there, role: 'manager', joinedAt: work.at });
  await queue(work, enrolledMail(helper, { organisation: organisation.name, address: `${publicUrl}/sign-in` }));
  await append(work, {
    ...{ event: member ? 'manager_named' : 'helper_joined', helper, organisationId: organisation.id, details: { role: 'manager' } },
  });
  return helper;
}

async function insert(work: Work, { email, givenName, familyName }: Candidate): Promise<Helper> {
  const helper: Helper = {
    ...{ id: randomUUID(), subjectRef: await createSubject(work), email, givenName, familyName, duty: 'helper' },
    ...{ certifiedAt: null, certificationExpiresAt: null, suspendedAt: null, withdrawnAt: null },
  };
  await store.insertHelper(work.tx, helper, work.at);
  return helper;
}
