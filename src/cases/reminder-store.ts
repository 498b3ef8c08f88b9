import type { Tx } from '../db/database.ts';

/** What managers are told of a case that waits for them. */
export type CaseReminder = 'waiting' | 'due_soon';

/** A case that waits for its organisation, about which the managers are told now. */
export interface Waiting {
  readonly caseId: string;
  readonly organisationId: string;
  readonly helperId: string | null;
  readonly dueAt: Date;
}

/** Takes one case that nobody spoke of yet, due not after `until`, in the same statement that notes that somebody does. Asked again with another term, it is spoken of again. */
export async function takeCase(
  tx: Tx,
  { kind, at, until }: { readonly kind: CaseReminder; readonly at: Date; readonly until: Date | null },
): Promise<Waiting | undefined> {
  const { rows } = await tx.raw<{ rows: Waiting[] }>(
    `with taken as (
       insert into case_reminders (case_id, kind, due_at, told_at)
       select id, :kind, due_at, :at from cases
        where state = 'with_manager' and due_at > :at and (:until::timestamptz is null or due_at <= :until) and organisation_id is not null
          and not exists (select from case_reminders told where told.case_id = cases.id and told.kind = :kind and told.due_at = cases.due_at)
        order by due_at limit 1
       on conflict do nothing returning case_id)
     select cases.id as "caseId", organisation_id as "organisationId", helper_id as "helperId", due_at as "dueAt"
       from cases join taken on taken.case_id = cases.id`,
    { kind, at, until },
  );
  return rows[0];
}
