import { randomUUID } from 'node:crypto';
import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { createSubject } from '../journal/subject-keys.ts';
import type { Duty, Helper } from './helper.ts';
import * as store from './store.ts';
import { insertTerritory } from './territory-store.ts';

/** Somebody who gets an account to run or watch the service. */
export interface Appointee {
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
}

/** From now on they may operate the service. They sign in as helpers do, put a second factor in place, and act for nobody. */
export async function addOperator(work: Work, appointee: Appointee): Promise<Helper> {
  const helper = await insertAccount(work, appointee, 'operator');
  await append(work, { event: 'operator_added', helper });
  return helper;
}

interface Watching extends Appointee {
  readonly territories: readonly string[];
}

/** From now on they may audit the organisations of these territories; `*` is the whole country. */
export async function addSupervisor(work: Work, appointee: Watching): Promise<Helper> {
  return watch(work, appointee, await insertAccount(work, appointee, 'supervisor'));
}

/** The same, and they watch the supervisors too. */
export async function addOmbudsman(work: Work, appointee: Watching): Promise<Helper> {
  return watch(work, appointee, await insertAccount(work, { ...appointee, namedOmbudsmanAt: work.at }, 'supervisor'));
}

async function watch(work: Work, { territories }: Watching, helper: Helper): Promise<Helper> {
  for (const territory of territories) await insertTerritory(work.tx, { helperId: helper.id, territory, givenAt: work.at });
  const ombudsman = helper.namedOmbudsmanAt ? { ombudsman: 'yes' } : {};
  await append(work, { event: 'supervisor_added', helper, details: { territories: [...territories], ...ombudsman } });
  return helper;
}

/** An address has one account, and an account one duty. */
async function insertAccount(
  work: Work,
  { email, givenName, familyName, namedOmbudsmanAt = null }: Appointee & Pick<Helper, 'namedOmbudsmanAt'>,
  duty: Duty,
): Promise<Helper> {
  if (await store.findHelperByEmail(work.tx, email)) throw new Refusal('account_exists');
  const helper: Helper = {
    ...{ id: randomUUID(), subjectRef: await createSubject(work), email, givenName, familyName, duty },
    ...{ certifiedAt: null, certificationExpiresAt: null, suspendedAt: null, withdrawnAt: null, namedOmbudsmanAt },
  };
  await store.insertHelper(work.tx, helper, work.at);
  return helper;
}
