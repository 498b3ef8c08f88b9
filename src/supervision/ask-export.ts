import { randomUUID } from 'node:crypto';
import type { Db, Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { openForSubject, sealForSubject } from '../journal/subject-keys.ts';
import { identityPrints } from '../people/identity-prints.ts';
import type { Vault } from '../vault.ts';
import type { ExportFormat } from './export.ts';
import * as store from './export-store.ts';
import { requireReason } from './give-reason.ts';
import type { StoredSearch } from './keep-search.ts';
import { searchJournal } from './search-journal.ts';
import { questionWithin } from './question-within.ts';
import type { Supervising } from './supervising.ts';

export interface ExportAsked {
  readonly supervisor: Supervising;
  readonly search: Pick<StoredSearch, 'criteria' | 'person'>;
  readonly format: ExportFormat;
  /** With names, which takes a reason; so does a search for a person. */
  readonly named: boolean;
}

/** A supervisor asks for what a search finds, as a file of theirs alone. Returns its id. */
export async function askExport(work: Work, { supervisor, search, format, named }: ExportAsked): Promise<string> {
  const { helper } = supervisor;
  const isNamed = named || search.person !== null;
  if (isNamed) await requireReason(work, supervisor);
  const id = randomUUID();
  const { criteria, person } = search;
  const words = await sealForSubject(work, helper.subjectRef, { context: contextOf(id), plain: JSON.stringify({ criteria, person }) });
  const { total } = await searchJournal(work.tx, await questionWithin(work.tx, supervisor, criteria), { limit: 1, before: null });
  const expected = person ? null : total.exact ? total.count : total.about; // a guess, where the database knows more than we counted
  const identityPrint = person && identityPrints(work.vault, person).identityPrint;
  await store.insertExport(work.tx, { id, helperId: helper.id, words, format, isNamed, askedAt: work.at, expected, identityPrint });
  return id;
}

/** What an export of this supervisor's is of; another's is `export_unknown`, as is none. */
export async function requireExport(
  { db, vault }: { readonly db: Db | Work['tx']; readonly vault: Vault },
  { helper }: Supervising,
  id: string,
): Promise<store.KeptExport & { readonly search: ExportAsked['search'] }> {
  const kept = await store.findExport(db, { id, helperId: helper.id });
  const sealed = { subjectRef: helper.subjectRef, context: contextOf(id) };
  const text = kept?.words && (await openForSubject(db, vault, { ...sealed, value: kept.words }));
  if (!kept || !text) throw new Refusal('export_unknown');
  return { ...kept, search: JSON.parse(text) as ExportAsked['search'] }; // sealed by us, above
}

function contextOf(id: string): string {
  return `supervision-export/${id}`;
}
