import { after } from '../clock.ts';
import type { Tx } from '../db/database.ts';
import { statement } from '../db/statement.ts';

export interface Reminder {
  readonly kind: string;
  readonly at: Date;
  /** Milliseconds from `at`. */
  readonly from: number;
  readonly until: number;
  /** Shorter mandates are not spoken of. */
  readonly beyond: number;
}

/** Takes one mandate that nobody spoke of yet, in the same statement that notes that somebody does. Undefined: none, or another was quicker. */
export async function takeReminder(tx: Tx, { kind, at, from, until, beyond }: Reminder): Promise<string | undefined> {
  const { rows } = await tx.raw<{ rows: { id: string }[] }>(
    `insert into reminders (mandate_id, kind, told_at)
     select mandates.id, :kind, :at from mandates
      where revoked_at is null and expires_at > :from and expires_at <= :until and expires_at - starts_at > make_interval(secs => :beyond)
        and exists (select from mandate_procedures covered where covered.mandate_id = mandates.id and covered.revoked_at is null)
        and not exists (select from reminders told where told.mandate_id = mandates.id and told.kind = :kind)
      order by expires_at limit 1
     on conflict do nothing returning mandate_id as id`,
    { kind, at, from: after(at, from), until: after(at, until), beyond: beyond / 1_000 },
  );
  return rows[0]?.id;
}

/** Ends what was used of mandates that came to their end since, and has its relying parties told anew; returns how many mandates, none of them twice. */
export async function endUsesOfExpired(tx: Tx, of: { readonly at: Date; readonly since: Date; readonly limit: number }): Promise<number> {
  return (await endUsed(tx, of)).rows[0]?.n ?? 0;
}

// a procedure that was ended before has been told of
const endUsed = statement<{ n: number }>(
  `with expired as (
     insert into reminders (mandate_id, kind, told_at)
     select mandates.id, 'uses_ended', :at from mandates
      where revoked_at is null and expires_at > :since and expires_at <= :at
        and exists (select from uses where uses.mandate_id = mandates.id and disclosed_at is not null)
        and not exists (select from reminders told where told.mandate_id = mandates.id and told.kind = 'uses_ended')
      order by expires_at limit :limit
     on conflict do nothing returning mandate_id as id
   ), ended as (
     update uses set ended_at = coalesce(ended_at, expires_at), signalled_at = null
       from expired join mandates on mandates.id = expired.id join mandate_procedures covered on covered.mandate_id = mandates.id
      where uses.mandate_id = mandates.id and uses.procedure = covered.procedure and covered.revoked_at is null
   )
   select count(*)::int as n from expired`,
);
