import type { Db, Tx } from '../db/database.ts';
import type { Criteria } from './criteria.ts';
import { type Question, questionOf } from './search-plan.ts';
import { isNational, type Reach } from './territory.ts';
import { findMandateLike, findOrganisationWithin, isHelperOf, isHelperWithin } from './territory-store.ts';

const nowhere: Reach = { territories: [] };

/**
 * The question that criteria ask within a supervisor's reach. Who and what is outside is as if it were not there: it is not even read, since
 * how far back a page had to read would say that it is.
 */
export async function questionWithin(
  db: Db | Tx,
  reach: Reach,
  criteria: Criteria,
  personIds: readonly string[] | null = null,
): Promise<Question> {
  return questionOf((await isOutside(db, reach, criteria)) ? nowhere : reach, criteria, personIds);
}

/** The same of a manager's organisation, wherever it is; its helpers are those who ever belonged to it, and whoever watches. */
export async function questionOfOrganisation(db: Db, organisationId: string, criteria: Criteria): Promise<Question> {
  const { helper } = criteria;
  const isTheirs = helper === undefined || (await isHelperOf(db, { helperId: helper, organisationId }));
  return questionOf(isTheirs ? { territories: ['*'] } : nowhere, { ...criteria, organisation: organisationId });
}

async function isOutside(db: Db | Tx, reach: Reach, { organisation, helper, mandate }: Criteria): Promise<boolean> {
  if (isNational(reach)) return false;
  if (organisation !== undefined && !(await findOrganisationWithin(db, reach, organisation))) return true;
  if (helper !== undefined && !(await isHelperWithin(db, reach, helper))) return true;
  return mandate !== undefined && (await findMandateLike(db, reach, mandate)) === null;
}
