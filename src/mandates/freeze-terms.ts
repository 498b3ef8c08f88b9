import type { Work } from '../db/database.ts';
import { sealForSubject } from '../journal/subject-keys.ts';
import { type Helper, helperName } from '../organisations/helper.ts';
import type { Organisation } from '../organisations/organisation.ts';
import type { Person } from '../people/person.ts';
import { termsContext, termsHash, termsText, writeTerms } from './attestation.ts';
import type { Draft, FrozenTerms } from './draft.ts';
import { endOf } from './mandate.ts';
import { namesOf } from './named-helpers.ts';

/** Whom the terms name. */
export interface Parties {
  readonly person: Person;
  /** Null when the person offers it by themself. */
  readonly helper: Helper | null;
  readonly organisation: Organisation;
}

/** Writes the text the person is asked to agree to, once: from then on it is read from where it is stored. */
export async function freezeTerms(work: Work, draft: Draft, { person, helper, organisation }: Parties): Promise<FrozenTerms> {
  const period = { startsAt: work.at, expiresAt: endOf(work.at, draft.duration) };
  const names = { helperName: helper && helperName(helper), namedHelpers: await namesOf(work, draft.namedHelpers) };
  const text = termsText(writeTerms({ ...draft, ...period, ...names, person: person.identity, organisation }));
  const terms = await sealForSubject(work, person.subjectRef, { context: termsContext(draft.id), plain: text });
  return { ...period, terms, termsHash: termsHash(text) };
}
