import { FormMistakes, type FormValue } from '../http/parse-form.ts';
import type { TextKey } from '../http/texts.ts';
import { atomicallyRecorded } from '../journal/append.ts';
import type { WorkNeeds } from '../db/database.ts';
import type { ExactIdentity } from '../people/identity-prints.ts';
import { type Criteria, queryOf } from './criteria.ts';
import { findWithin } from './find-within.ts';
import { requireReason } from './give-reason.ts';
import { keepSearch } from './keep-search.ts';
import type { SearchTyped } from './search-forms.ts';
import type { Supervising } from './supervising.ts';

interface Asking {
  readonly supervisor: Supervising;
  readonly typed: SearchTyped;
  readonly sent: Readonly<Record<string, FormValue>>;
}

/**
 * The address of the results of what was typed. It names nobody: a search for a person lies with us, sealed, and needs a reason. What is
 * not found in the supervisor's territories is a mistake of the form, wherever else it may be.
 */
export async function askSearch(needs: WorkNeeds, { supervisor, typed, sent }: Asking): Promise<string | FormMistakes> {
  const ids = await findWithin(needs.db, supervisor, typed);
  const unknown = Object.entries(ids).flatMap(([name, id]) => (id === null ? [name] : []));
  if (unknown.length > 0) return mistakesIn(unknown, sent);
  const { territory, procedure, client, event, outcome, refusal, from, to } = typed;
  const chosen = { territory, procedure, client, event, outcome, refusal, from, to };
  const criteria = JSON.parse(JSON.stringify({ ...chosen, ...ids })) as Criteria; // nothing in it is null: see above
  const person = personIn(typed);
  if (!person) return `/supervision/journal?${queryOf(criteria)}`;
  const attempt = { event: 'supervision_refused', helper: supervisor.helper, details: { act: 'search' } } as const;
  const id = await atomicallyRecorded(needs, attempt, async (work) => {
    await requireReason(work, supervisor);
    return keepSearch(work, { supervisor, name: null, criteria, person });
  });
  return `/supervision/journal/searches/${id}`;
}

function personIn({ givenName, familyName, birthdate, birthplace }: SearchTyped): ExactIdentity | null {
  return givenName === '' ? null : { givenName, familyName, birthdate, ...(birthplace !== '' && { birthplace }) };
}

function mistakesIn(names: readonly string[], sent: Readonly<Record<string, FormValue>>): FormMistakes {
  const mistake: TextKey = 'supervision.search.mistake.unknown';
  return new FormMistakes({ values: { ...sent }, mistakes: Object.fromEntries(names.map((name) => [name, mistake])) });
}
