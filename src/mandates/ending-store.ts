import type { Db, Tx } from '../db/database.ts';
import { statement } from '../db/statement.ts';
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

/** Ends covered procedures that are not ended yet, and the uses of them; relying parties are told anew of uses that something else had ended. */
export async function endProcedures(
  tx: Tx,
  mandateId: string,
  {
    codes,
    cause,
    channel,
    at,
  }: { readonly codes: readonly Procedure[]; readonly cause: 'revoked' | 'replaced'; readonly channel: string | null; readonly at: Date },
): Promise<void> {
  await tx('mandate_procedures')
    .where('mandate_id', mandateId)
    .whereIn('procedure', codes)
    .whereNull('revoked_at')
    .update({ revoked_at: at, end_cause: cause, channel });
  await endUsed(tx, { mandateId, codes: [...codes], at });
}

const endUsed = statement(
  `update uses set ended_at = coalesce(ended_at, :at), signalled_at = null
    where mandate_id = :mandateId and procedure = any(:codes) and (ended_at is null or signalled_at is not null)`,
);
