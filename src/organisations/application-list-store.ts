import type { Db } from '../db/database.ts';
import type { ApplicationState } from './application-states.ts';

/** An application in a list: the body, never who is in it. */
export interface ApplicationLine {
  readonly id: string;
  readonly name: string | null;
  readonly siret: string | null;
  readonly city: string | null;
  readonly territory: string | null;
  readonly helpersCount: number;
  readonly renews: string | null;
  readonly changedAt: Date;
}

const columns = {
  ...{ id: 'id', name: 'name', siret: 'siret', city: 'city', territory: 'territory' },
  ...{ helpersCount: 'helpers_count', changedAt: 'changed_at', renews: 'renews' },
} as const;

/** Applications in a state, those that wait longest first; `next` continues after the last. */
export async function listApplications(
  db: Db,
  { state, after, limit }: { readonly state: ApplicationState; readonly after: string | null; readonly limit: number },
): Promise<{ readonly lines: ApplicationLine[]; readonly next: string | null }> {
  const query = db
    .select<ApplicationLine[]>(columns)
    .from('applications')
    .where('state', state)
    .orderBy(['changed_at', 'id'])
    .limit(limit + 1);
  const [at, id] = after?.split('_') ?? [];
  if (at !== undefined && id !== undefined) void query.whereRaw('(changed_at, id) > (?, ?)', [new Date(Number(at)), id]);
  const rows = await query;
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { lines: rows.slice(0, limit), next: last ? `${String(last.changedAt.getTime())}_${last.id}` : null };
}

/** How many wait for an operator. */
export async function countWaiting(db: Db): Promise<number> {
  const [row] = await db.from('applications').where('state', 'submitted').count<{ count: string }[]>('* as count');
  return Number(row?.count ?? 0);
}
