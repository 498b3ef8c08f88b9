import type { Db, Tx } from '../db/database.ts';

/** False when it came before: the gateway may say the same thing twice. */
export async function keepReceived(tx: Tx, id: string, at: Date): Promise<boolean> {
  const rows = await tx.insert({ id, received_at: at }).into('received_sms').onConflict('id').ignore().returning('id');
  return rows.length > 0;
}

/** True when this number may be told that we did not understand: nobody told it so since `since`. */
export async function takeCourtesy(
  tx: Tx,
  { print, at, since }: { readonly print: Buffer; readonly at: Date; readonly since: Date },
): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: unknown[] }>(
    `insert into sms_courtesies (print, told_at) values (:print, :at)
     on conflict (print) do update set told_at = excluded.told_at where sms_courtesies.told_at <= :since
     returning print`,
    { print, at, since },
  );
  return rows.length > 0;
}

/** What is too old to come twice. */
export async function deleteReceived(db: Db, before: Date): Promise<void> {
  await db('received_sms').where('received_at', '<', before).delete();
  await db('sms_courtesies').where('told_at', '<', before).delete();
}

/** That we answered somebody's numbers. Before their contacts are forgotten. */
export async function forgetCourtesies(tx: Tx, personId: string): Promise<void> {
  await tx('sms_courtesies').whereIn('print', tx.select('print').from('contacts').where('person_id', personId)).delete();
}
