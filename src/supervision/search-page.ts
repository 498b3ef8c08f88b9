import type { SearchPageProps } from '../../views/supervision/search.tsx';
import type { WorkNeeds } from '../db/database.ts';
import { refusals } from '../errors.ts';
import { emptyForm, type Form } from '../http/parse-form.ts';
import { events } from '../journal/events.ts';
import { namesOfClients } from '../provider/client-store.ts';
import { criteriaNames, queryOf } from './criteria.ts';
import { typedOf } from './find-within.ts';
import { findReason } from './give-reason.ts';
import { listSearches } from './keep-search.ts';
import type { Asked, SearchResult } from './read-search.ts';
import type { Supervising } from './supervising.ts';
import { listTerritoriesWithin } from './territory-store.ts';

type Shown =
  | { readonly form: Form }
  | { readonly asked: Asked & { readonly name?: string | null }; readonly result: SearchResult; readonly id: string | null };

/** All that the page of a search shows: the form as it was filled, what there is to choose from, and the results. */
export async function searchPage(needs: WorkNeeds, supervisor: Supervising, shown: Shown): Promise<SearchPageProps> {
  const [reason, searches, clients, territories] = await Promise.all([
    findReason(needs, supervisor, needs.clock.now()),
    listSearches(needs, supervisor),
    namesOfClients(needs.db),
    listTerritoriesWithin(needs.db, supervisor),
  ]);
  const choices = { clients: [...clients], territories, events: Object.keys(events), refusals: Object.keys(refusals) };
  const beside = { choices, reason, searches: searches.map(({ id, name }) => ({ id, name: name ?? '' })) };
  if ('form' in shown) return { ...beside, form: shown.form, results: null };
  const { asked, result, id } = shown;
  const query = queryOf(asked.criteria);
  const here = id === null ? `/supervision/journal${query === '' ? '' : `?${query}`}` : `/supervision/journal/searches/${id}`;
  const results = { ...result, here, query, id, name: asked.name ?? null, isNamed: asked.named || asked.person !== null };
  return { ...beside, form: await filled(needs, asked), results };
}

async function filled({ db }: Pick<WorkNeeds, 'db'>, { supervisor, criteria, person }: Asked): Promise<Form> {
  const chosen = Object.fromEntries(criteriaNames.flatMap((name) => (criteria[name] === undefined ? [] : [[name, criteria[name]]])));
  return { ...emptyForm, values: { ...chosen, ...(await typedOf(db, supervisor, criteria)), ...person } };
}
