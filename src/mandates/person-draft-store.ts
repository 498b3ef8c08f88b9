import type { Db } from '../db/database.ts';
import type { Draft } from './draft.ts';
import { draftColumns } from './draft-store.ts';

/** What a person was asked from afar and has not answered yet, or agreed to and nobody countersigned, newest first. */
export async function listRequestsOfPerson(db: Db, personId: string, at: Date): Promise<Draft[]> {
  return (await db
    .select(draftColumns)
    .from('mandate_drafts')
    .where('person_id', personId)
    .whereIn('state', ['awaiting_person', 'awaiting_helper'])
    .whereNotNull('requested_at')
    .where('lapses_at', '>', at)
    .orderBy('created_at', 'desc')
    .limit(20)) as Draft[];
}

/** Everything about a person that is no mandate, or none yet, be it waiting or over, the latest begun first; `before` is the id of the last of the former page. */
export async function listWithoutMandate(
  db: Db,
  { personId, limit, before }: { readonly personId: string; readonly limit: number; readonly before: string | null },
): Promise<Draft[]> {
  const query = db.select(draftColumns).from('mandate_drafts as drafts').where('person_id', personId);
  void query.whereRaw('not exists (select from mandates where mandates.id = drafts.id)');
  if (before !== null) void query.whereRaw('(created_at, id) < (select created_at, id from mandate_drafts where id = ?)', [before]);
  return (await query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit)) as Draft[];
}
