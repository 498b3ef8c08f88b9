import type { Db, Tx } from '../db/database.ts';
import { findBounds } from './bounds-store.ts';
import { narrow } from './territory-store.ts';
import type { Reach } from './territory.ts';

export interface Sample {
  readonly id: string;
  readonly drawnBy: string;
  readonly drawnAt: Date;
  readonly organisationId: string;
  readonly helperId: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly treeSize: number;
  readonly root: Buffer;
  readonly seed: Buffer;
  /** The last entry there was: what came later is not of the population. */
  readonly upTo: string;
  readonly wanted: number;
  readonly population: number;
}

export type Verdict = 'good' | 'doubtful' | 'bad';

export interface SampleLine {
  readonly sampleId: string;
  readonly n: number;
  readonly leafId: string;
  readonly useId: string;
  readonly verdict: Verdict | null;
  readonly note: Buffer | null;
  readonly reviewedBy: string | null;
  readonly reviewedAt: Date | null;
  readonly caseId: string | null;
}

const columns = {
  ...{ id: 'samples.id', drawnBy: 'samples.drawn_by', drawnAt: 'samples.drawn_at', organisationId: 'samples.organisation_id' },
  ...{ helperId: 'samples.helper_id', startsAt: 'samples.starts_at', endsAt: 'samples.ends_at', treeSize: 'samples.tree_size' },
  ...{ root: 'samples.root', seed: 'samples.seed', upTo: 'samples.up_to', wanted: 'samples.wanted', population: 'samples.population' },
} as const;
const lineColumns = {
  ...{ sampleId: 'sample_id', n: 'n', leafId: 'leaf_id', useId: 'use_id', verdict: 'verdict', note: 'note' },
  ...{ reviewedBy: 'reviewed_by', reviewedAt: 'reviewed_at', caseId: 'case_id' },
} as const;

/** A use that may be drawn. */
export interface Candidate {
  readonly entryId: string;
  readonly leafId: string;
  readonly useId: string;
}

export type Population = Pick<Sample, 'organisationId' | 'helperId' | 'startsAt' | 'endsAt' | 'upTo'>;

/** The uses that may be drawn, some at a time, oldest first. */
export async function* eachCandidate(db: Db | Tx, population: Population): AsyncGenerator<Candidate> {
  const { floor, before } = await findBounds(db, { from: population.startsAt, to: population.endsAt }); // years of another time are not read
  for (let after = '0'; ;) {
    const { rows } = await db.raw<{ rows: Candidate[] }>(
      `select line.entry_id::text as "entryId", line.use_id as "useId", convert_from(entry.leaf, 'UTF8')::jsonb ->> 'id' as "leafId"
         from journal.entry_index as line join journal.entries as entry on entry.id = line.entry_id
        where line.organisation_id = :organisationId and (:helperId::uuid is null or line.helper_id = :helperId::uuid)
          and line.event = 'mandate_used' and line.at >= :startsAt and line.at < :endsAt
          and line.entry_id > :after and line.entry_id <= :upTo and line.entry_id >= :floor and line.entry_id < :before
        order by line.entry_id limit 2000`,
      { ...population, after, floor, before },
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < 2_000) return;
    after = last.entryId;
  }
}

export async function insertSample(tx: Tx, sample: Sample, drawn: readonly Candidate[]): Promise<void> {
  await tx.raw(
    `insert into samples (id, drawn_by, drawn_at, organisation_id, helper_id, starts_at, ends_at, tree_size, root, seed, up_to, wanted, population)
     values (:id, :drawnBy, :drawnAt, :organisationId, :helperId, :startsAt, :endsAt, :treeSize, :root, :seed, :upTo, :wanted, :population)`,
    { ...sample },
  );
  await tx
    .insert(drawn.map(({ leafId, useId }, place) => ({ sample_id: sample.id, n: place + 1, leaf_id: leafId, use_id: useId })))
    .into('sample_lines');
}

/** A sample of the supervisor's territories; another's and none are the same answer. */
export async function findSample(db: Db | Tx, reach: Reach, id: string): Promise<Sample | undefined> {
  const query = db.select(columns).from('samples').where('samples.id', id);
  const found = (await narrow(query, reach, 'samples.organisation_id').first()) as
    (Omit<Sample, 'treeSize'> & { readonly treeSize: string }) | undefined;
  return found && { ...found, treeSize: Number(found.treeSize) };
}

export async function listLines(db: Db | Tx, sampleId: string): Promise<SampleLine[]> {
  return (await db.select(lineColumns).from('sample_lines').where('sample_id', sampleId).orderBy('n')) as SampleLine[];
}

/** Held alone: two who review at once do it one after the other. */
export async function lockLine(tx: Tx, sampleId: string, n: number): Promise<SampleLine | undefined> {
  return (await tx.select(lineColumns).from('sample_lines').where({ sample_id: sampleId, n }).forUpdate().first()) as
    SampleLine | undefined;
}

export async function setReviewed(tx: Tx, { sampleId, n, verdict, note, reviewedBy, reviewedAt, caseId }: SampleLine): Promise<void> {
  const review = { verdict, note, reviewed_by: reviewedBy, reviewed_at: reviewedAt, case_id: caseId };
  await tx('sample_lines').where({ sample_id: sampleId, n }).update(review);
}

/** Whether somebody concluded, or confirmed the conclusion of, a case about this use. */
export async function hasDecidedAbout(tx: Tx, useId: string, helperId: string): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: unknown[] }>(
    `select 1 from cases where use_id = :useId and :helperId in (concluded_by, confirmed_by, first_concluded_by, first_confirmed_by) limit 1`,
    { useId, helperId },
  );
  return rows.length > 0;
}

/** A sample as a line of the list: what was drawn, what was reviewed, what was bad. */
export interface SampleSummary extends Omit<Sample, 'treeSize'> {
  readonly organisationName: string;
  readonly lines: number;
  readonly reviewed: number;
  readonly bad: number;
}

export async function listSamples(
  db: Db | Tx,
  reach: Reach,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<SampleSummary[]> {
  const counted = (what: string, of: string) => db.raw(`(select ${what}::int from sample_lines where sample_id = samples.id) as ${of}`);
  const query = db
    .select({ ...columns, organisationName: 'organisations.name' })
    .select(counted('count(*)', 'lines'), counted('count(verdict)', 'reviewed'), counted("count(*) filter (where verdict = 'bad')", 'bad'))
    .from('samples')
    .join('organisations', 'organisations.id', 'samples.organisation_id')
    .orderBy('samples.drawn_at', 'desc')
    .limit(limit)
    .offset(offset);
  return (await narrow(query, reach, 'samples.organisation_id')) as SampleSummary[];
}

/** How many drawn uses nobody reviewed yet, counted up to a bound. */
export async function countToReview(db: Db, reach: Reach, bound: number): Promise<number> {
  const lines = db.select('sample_lines.n').from('sample_lines').join('samples', 'samples.id', 'sample_lines.sample_id');
  const some = narrow(lines.whereNull('sample_lines.verdict'), reach, 'samples.organisation_id').limit(bound).as('some');
  const row = (await db.count({ n: '*' }).from(some).first()) as { n: string } | undefined;
  return Number(row?.n ?? 0);
}
