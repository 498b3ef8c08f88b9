import type { Db } from '../db/database.ts';
import type { ApplicationState } from './application-states.ts';

/** An application in a list: the body, never who is in it; of a draft nothing, since nothing was handed in. */
export interface ApplicationLine {
  readonly id: string;
  readonly state: ApplicationState;
  readonly name: string | null;
  readonly siret: string | null;
  readonly city: string | null;
  readonly territory: string | null;
  readonly helpersCount: number | null;
  readonly renews: string | null;
  /** Since when it is in the list. */
  readonly since: Date;
}

const columns = {
  ...{ id: 'id', state: 'state', name: 'name', siret: 'siret', city: 'city', territory: 'territory' },
  ...{ helpersCount: 'helpers_count', renews: 'renews' },
} as const;

const unsaid = { name: null, siret: null, city: null, territory: null, helpersCount: null };

/** Applications in a state, or whose applicant asks something, whatever their state; those that wait longest first. `next` continues after the last. */
export async function listApplications(
  db: Db,
  { state, after, limit }: { readonly state: ApplicationState | 'asking'; readonly after: string | null; readonly limit: number },
): Promise<{ readonly lines: ApplicationLine[]; readonly next: string | null }> {
  const turn = state === 'asking' ? 'asked_at' : 'changed_at';
  const query = (state === 'asking' ? asking(db) : db.from('applications').where('state', state))
    .select<ApplicationLine[]>({ ...columns, since: turn })
    .orderBy([turn, 'id'])
    .limit(limit + 1);
  const [at, id] = after?.split('_') ?? [];
  if (at !== undefined && id !== undefined) void query.whereRaw('(??, id) > (?, ?)', [turn, new Date(Number(at)), id]);
  const rows = await query;
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    lines: rows.slice(0, limit).map((line) => (line.state === 'draft' ? { ...line, ...unsaid } : line)),
    next: last ? `${String(last.since.getTime())}_${last.id}` : null,
  };
}

/** How many wait for an operator's decision, and how many applicants for an answer to what they asked. */
export async function countWaiting(db: Db): Promise<{ readonly submitted: number; readonly asking: number }> {
  const [[submitted], [asked]] = await Promise.all([
    db.from('applications').where('state', 'submitted').count<{ count: string }[]>('* as count'),
    asking(db).count<{ count: string }[]>('* as count'),
  ]);
  return { submitted: Number(submitted?.count ?? 0), asking: Number(asked?.count ?? 0) };
}

/** Those whose applicant had the last word; what has lapsed is forgotten, questions too. */
function asking(db: Db) {
  return db.from('applications').whereRaw(`asked_at is not null and state <> 'lapsed'`);
}
