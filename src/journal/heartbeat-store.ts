import type { Db, Tx } from '../db/database.ts';

/** The instant of the last heartbeat; whoever else would beat waits until this transaction ends. */
export async function lockLastBeat(tx: Tx, chain: string): Promise<Date | null> {
  await tx.raw("select pg_advisory_xact_lock(hashtextextended('journal.heartbeat', 0))");
  const { rows } = await tx.raw<{ rows: { at: Date }[] }>(
    'select at from journal.entries where mandate_ref = :chain order by mandate_n desc limit 1',
    { chain },
  );
  return rows[0]?.at ?? null;
}

/** Between which entries of a chain more time passed than this; the last pause may still last. */
export async function listLongPauses(
  db: Db | Tx,
  { chain, longerThan, at }: { readonly chain: string; readonly longerThan: number; readonly at: Date },
): Promise<{ from: Date; to: Date | null }[]> {
  const { rows } = await db.raw<{ rows: { from: Date; to: Date | null }[] }>(
    `select at as "from", next_at as "to"
       from (select mandate_n, at, lead(at) over (order by mandate_n) as next_at from journal.entries where mandate_ref = :chain) as beats
      where coalesce(next_at, :at) - at > make_interval(secs => :seconds) order by mandate_n`,
    { chain, at, seconds: longerThan / 1_000 },
  );
  return rows;
}
