import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append, type Subject } from '../journal/append.ts';
import { bulkAppend } from '../journal/bulk-append.ts';
import type { LookingRole, LookPurpose, Opened } from './look.ts';
import type { Person } from './person.ts';
import { findPerson } from './store.ts';

/** Who looks at what, and why. */
export interface Look {
  readonly personId: string;
  readonly reader: Subject;
  readonly role: LookingRole;
  /** The organisation one looks for; a supervisor or an operator looks for none. */
  readonly organisationId?: string;
  readonly mandate?: { readonly id: string; readonly journalRef: string };
  readonly purpose: LookPurpose;
  /** In the reader's own words. Sealed with the person's key: the person reads it, nobody else. */
  readonly reason: string;
  /** The reference of the case a supervisor looks for. */
  readonly caseReference?: string;
  readonly what: Opened;
}

/**
 * Opens what is about a person to somebody of the staff. The look is written before anything is returned: the caller answers after the
 * commit, so that what the person was not told of, nobody saw. When the journal cannot be written, `journal_unavailable`, and no data.
 */
export async function openPersonalData(work: Work, look: Look): Promise<Person> {
  const { reader, role, organisationId, mandate, purpose, reason, caseReference, what } = look;
  const person = await findPerson(work.tx, work.vault, look.personId);
  if (!person) throw new Refusal('person_unknown');
  await append(work, {
    event: 'personal_data_opened',
    person,
    helper: reader,
    ...(organisationId !== undefined && { organisationId }),
    ...(mandate && { mandate }),
    details: { role, purpose, reason, what, ...(caseReference !== undefined && { caseReference }) },
  });
  return person;
}

/** The same for many at once, whose identities were read in this transaction: a look for each, written before they are shown. */
export async function openManyPersonalData(
  work: Work,
  looks: readonly (Omit<Look, 'personId'> & { readonly person: Person })[],
): Promise<void> {
  await bulkAppend(
    work,
    looks.map(({ person, reader, organisationId, mandate, ...why }) => ({
      ...{ event: 'personal_data_opened', at: work.at, person, helper: reader, details: { ...why } },
      ...(organisationId !== undefined && { organisationId }),
      ...(mandate && { mandate }),
    })),
  );
}
