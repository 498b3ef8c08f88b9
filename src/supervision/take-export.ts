import { createHash } from 'node:crypto';
import { atomically, type Work, type WorkNeeds } from '../db/database.ts';
import { append } from '../journal/append.ts';
import { makeReceipts } from '../journal/proof.ts';
import type { IndexedEntry } from '../journal/store.ts';
import { findCheckpoint, type PublishedCheckpoint } from '../journal/tree-store.ts';
import { signForFile } from '../mandates/paper-keys.ts';
import type { requireExport } from './ask-export.ts';
import { queryOf } from './criteria.ts';
import { describeEntries } from './describe-entries.ts';
import { ahead, eachFound } from './each-found.ts';
import type { ExportSeal } from './export.ts';
import * as store from './export-store.ts';
import { type ProvenLine, writings } from './export-text.ts';
import { requireReason } from './give-reason.ts';
import { openNew } from './open-found.ts';
import { questionWithin } from './question-within.ts';
import type { Question } from './search-plan.ts';
import { findPersonWithin } from './search-person.ts';
import type { Supervising } from './supervising.ts';

/** What it takes to write an export. */
export interface Taking {
  readonly supervisor: Supervising;
  readonly kept: Awaited<ReturnType<typeof requireExport>>;
}

interface ExportNeeds extends WorkNeeds {
  readonly publicUrl: string;
}

/** Records that the file is taken, before its first byte: who, which search, with names or not. Returns what it is of. */
export async function beginExport(work: Work, { supervisor, kept }: Taking): Promise<Question> {
  const { search, isNamed, format, id } = kept;
  const why = isNamed ? await requireReason(work, supervisor) : null;
  const persons = search.person && (await findPersonWithin(work, { supervisor, identity: search.person }));
  await store.setStarted(work.tx, id, work.at);
  const details = { id, format, search: queryOf(search.criteria), ...(why && { purpose: why.purpose, caseReference: why.caseReference }) };
  await append(work, { event: 'journal_exported', helper: supervisor.helper, details });
  return questionWithin(work.tx, supervisor, search.criteria, persons);
}

/**
 * The file, some entries at a time, as fast as it is taken. Where persons are named their looks are written first, and the reason must
 * stand to the end. The last line carries what we sign of all that comes before it: a file without it is cut.
 */
export async function* writeExport(needs: ExportNeeds, taking: Taking, question: Question): AsyncGenerator<Buffer> {
  const { id, format, askedAt, search } = taking.kept;
  const writing = writings[format === 'csv' ? 'csv' : 'jsonl'];
  const hash = createHash('sha256');
  const written = (text: string): Buffer => {
    const bytes = Buffer.from(text);
    hash.update(bytes);
    return bytes;
  };
  const under = writing.isProven ? await findCheckpoint(needs.db) : null;
  yield written(writing.head({ id, askedAt, search: queryOf(search.criteria) }));
  let lines = 0;
  for await (const found of ahead(eachProven(needs, taking, { question, under }))) {
    lines += found.length;
    await store.setLines(needs.db, id, lines);
    yield written(writing.lines(found));
  }
  yield Buffer.from(writing.tail(lines, await finishExport(needs, taking, { lines, sha256: hash.digest('hex') })));
}

/** The entries of an export in words, each with its proof where there are proofs, some at a time. */
async function* eachProven(
  needs: WorkNeeds,
  { supervisor, kept }: Taking,
  { question, under }: { readonly question: Question; readonly under: PublishedCheckpoint | null },
): AsyncGenerator<readonly ProvenLine[], void> {
  const opened = new Set<string>();
  const name = (entries: readonly IndexedEntry[]) => atomically(needs, (work) => openNew(work, { supervisor, entries, opened }));
  for await (const entries of eachFound(needs.db, question, kept.upto)) {
    const ids = entries.map(({ entryId }) => entryId);
    const [lines, receipts] = await Promise.all([
      describeEntries(needs, entries, kept.isNamed ? await name(entries) : undefined),
      under && makeReceipts(needs.db, ids, under),
    ]);
    yield lines.map((line) => ({ line, proof: receipts?.get(line.entryId) ?? null }));
  }
}

/** Signs what the whole file is. */
export async function finishExport(
  needs: ExportNeeds,
  { kept }: Taking,
  { lines, sha256 }: Pick<ExportSeal, 'lines' | 'sha256'>,
): Promise<string> {
  const { id, format } = kept;
  return atomically(needs, async (work) => {
    const claims: ExportSeal = { jti: id, iss: needs.publicUrl, iat: Math.floor(work.at.getTime() / 1_000), format, lines, sha256 };
    const seal = await signForFile(work, claims);
    await store.setFinished(work.tx, id, { at: work.at, seal, lines });
    return seal;
  });
}
