import { after } from '../clock.ts';
import type { Tx } from '../db/database.ts';

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
