import { randomUUID } from 'node:crypto';
import type { Db, Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import { openForSubject, sealForSubject } from '../journal/subject-keys.ts';
import { type ExactIdentity, identityPrints } from '../people/identity-prints.ts';
import type { Vault } from '../vault.ts';
import type { Criteria } from './criteria.ts';
import * as store from './saved-search-store.ts';
import type { Supervising } from './supervising.ts';

/** A search that lies with us: because it has a name, or because it is about somebody and fits in no address. */
export interface StoredSearch {
  readonly name: string | null;
  readonly criteria: Criteria;
  readonly person: ExactIdentity | null;
}

/** Keeps a search for the supervisor alone; returns its id. One without a name is forgotten the next day, one about somebody with them. */
export async function keepSearch(
  work: Work,
  { supervisor, ...search }: StoredSearch & { readonly supervisor: Supervising },
): Promise<string> {
  const { helper } = supervisor;
  const id = randomUUID();
  const words = await sealForSubject(work, helper.subjectRef, { context: contextOf(id), plain: JSON.stringify(search) });
  const keptAt = search.name === null ? null : work.at;
  const identityPrint = search.person && identityPrints(work.vault, search.person).identityPrint;
  await store.insertSearch(work.tx, { id, words, helperId: helper.id, createdAt: work.at, keptAt, identityPrint });
  if (keptAt) await append(work, { event: 'search_kept', helper, details: { search: id } });
  return id;
}

/** Forgets one of the supervisor's searches; another's, and one that is gone, are nothing to forget. */
export async function forgetSearch(work: Work, { helper }: Supervising, id: string): Promise<void> {
  if (await store.deleteSearch(work.tx, { id, helperId: helper.id })) {
    await append(work, { event: 'search_forgotten', helper, details: { search: id } });
  }
}

interface Reading {
  readonly db: Db | Work['tx'];
  readonly vault: Vault;
}

/** A search of this supervisor's; another's is `search_unknown`, as is none. */
export async function requireSearch(needs: Reading, { helper }: Supervising, id: string): Promise<StoredSearch> {
  const kept = await store.findSearch(needs.db, { id, helperId: helper.id });
  const search = kept && (await open(needs, helper.subjectRef, kept));
  if (!search) throw new Refusal('search_unknown');
  return search;
}

/** The searches a supervisor gave a name. */
export async function listSearches(needs: Reading, { helper }: Supervising): Promise<(StoredSearch & { readonly id: string })[]> {
  const kept = await store.listKeptSearches(needs.db, helper.id);
  const searches = await Promise.all(kept.map(async (one) => ({ id: one.id, search: await open(needs, helper.subjectRef, one) })));
  return searches.flatMap(({ id, search }) => (search ? [{ id, ...search }] : []));
}

async function open({ db, vault }: Reading, subjectRef: string, { id, words }: store.KeptSearch): Promise<StoredSearch | null> {
  const text = await openForSubject(db, vault, { subjectRef, context: contextOf(id), value: words });
  return text === null ? null : (JSON.parse(text) as StoredSearch); // sealed by us, above
}

function contextOf(id: string): string {
  return `supervision-search/${id}`;
}
