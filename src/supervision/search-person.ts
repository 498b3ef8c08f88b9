import type { Work } from '../db/database.ts';
import { append } from '../journal/append.ts';
import { type ExactIdentity, identityPrints } from '../people/identity-prints.ts';
import type { Person } from '../people/person.ts';
import { listIdsByIdentity } from '../people/print-store.ts';
import type { Criteria } from './criteria.ts';
import { requireReason } from './give-reason.ts';
import { openFound } from './open-found.ts';
import { type Found, type Page, searchJournal } from './search-journal.ts';
import { questionWithin } from './question-within.ts';
import type { Supervising } from './supervising.ts';
import { isPersonWithin } from './territory-store.ts';

export interface PersonSearch {
  readonly supervisor: Supervising;
  readonly identity: ExactIdentity;
  readonly criteria: Criteria;
  readonly page: Page;
}

/** What a search finds, and the persons it names. */
export interface FoundNamed {
  readonly found: Found;
  readonly persons: ReadonlyMap<string, Person>;
}

/**
 * Looks for one person by their exact identity, under the reason that stands. Nobody, somebody of elsewhere, and somebody of whom nothing
 * matches are the same answer and leave the same entry; whoever is found reads that they were looked for.
 */
export async function searchForPerson(work: Work, { supervisor, identity, criteria, page }: PersonSearch): Promise<FoundNamed> {
  const { purpose, caseReference } = await requireReason(work, supervisor);
  const within = await findPersonWithin(work, { supervisor, identity });
  const found = await searchJournal(work.tx, await questionWithin(work.tx, supervisor, criteria, within), page);
  const persons = await openFound(work, { supervisor, entries: found.entries });
  const print = identityPrints(work.vault, identity).identityPrint.toString('base64url');
  await append(work, { event: 'person_searched', helper: supervisor.helper, details: { purpose, caseReference, print } });
  return { found, persons };
}

/** The ids of who has this identity and gave a mandate in the supervisor's territories: nobody, one, or namesakes born the same day. */
export async function findPersonWithin(
  { tx, vault }: Pick<Work, 'tx' | 'vault'>,
  { supervisor, identity }: Pick<PersonSearch, 'supervisor' | 'identity'>,
): Promise<string[]> {
  const { identityPrint, birthplacePrint } = identityPrints(vault, identity);
  const ids = await listIdsByIdentity(tx, { identityPrint, birthplacePrint: identity.birthplace ? birthplacePrint : null });
  const within = await Promise.all(ids.map(async (id) => ((await isPersonWithin(tx, supervisor, id)) ? [id] : [])));
  return within.flat();
}
