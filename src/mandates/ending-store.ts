import type { Db, Tx } from '../db/database.ts';
import type { Procedure } from './procedures.ts';

/** How a covered procedure ended before its time. */
export interface Ending {
  readonly procedure: Procedure;
  readonly at: Date;
  readonly cause: 'revoked' | 'replaced';
  readonly channel: string | null;
}

/** What was ended of a mandate. */
export async function listEndings(db: Db | Tx, mandateId: string): Promise<Ending[]> {
  return (await db
    .select({ procedure: 'procedure', at: 'revoked_at', cause: 'end_cause', channel: 'channel' })
    .from('mandate_procedures')
    .where('mandate_id', mandateId)
    .whereNotNull('revoked_at')
    .orderBy('procedure')) as Ending[];
}
