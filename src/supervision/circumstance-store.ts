import type { Db } from '../db/database.ts';
import type { IndexedEntry } from '../journal/store.ts';
import { readNotation, usualHours, zoneOf } from '../organisations/hours.ts';
import type { Circumstances } from './alert-rule.ts';

interface Row {
  readonly hours: string | null;
  readonly territory: string | null;
  readonly certifiedAt: Date | null;
  readonly draftedAt: Date | null;
  readonly startsAt: Date | null;
  readonly expiresAt: Date | null;
  readonly isRenewal: boolean | null;
  readonly askedAt: Date | null;
  readonly answeredAt: Date | null;
  readonly isSensitive: boolean;
  readonly sharing: number | null;
}

/** What stands around an entry: the organisation's hours, the helper's certification, the mandate's agreement, what the use was for, who shares the person's address. */
export async function findCircumstances(db: Db, entry: IndexedEntry): Promise<Circumstances> {
  const { organisationId, helperId, personId, mandateId, useId, procedure, at } = entry;
  const { rows } = await db.raw<{ rows: Row[] }>(
    `select body.opening_hours as hours, body.territory,
            (select min(standing.certified_at) from helper_standings as standing where standing.helper_id = helper.id) as "certifiedAt",
            draft.created_at as "draftedAt", mandate.starts_at as "startsAt", mandate.expires_at as "expiresAt",
            draft.renews is not null as "isRenewal",
            case when request.asked_device_print = request.answered_device_print then request.sent_at end as "askedAt",
            case when request.asked_device_print = request.answered_device_print then draft.agreed_at end as "answeredAt",
            coalesce(cardinality(used.sensitive_acts) > 0, false) or coalesce(:procedure = 'argent', false) as "isSensitive",
            (select count(distinct holder.person_id)::int
               from contacts as own
               join contacts as holder on holder.print = own.print and holder.removed_at is null and holder.confirmed_at <= :at
              where own.person_id = :personId::uuid and own.removed_at is null and own.confirmed_at <= :at
              group by own.print order by 1 desc limit 1) as sharing
       from (select 1) as one
       left join organisations as body on body.id = :organisationId::uuid
       left join helpers as helper on helper.id = :helperId::uuid
       left join mandate_drafts as draft on draft.id = :mandateId::uuid
       left join mandates as mandate on mandate.id = draft.id
       left join remote_requests as request on request.draft_id = draft.id
       left join uses as used on used.id = :useId::uuid`,
    { organisationId, helperId, personId, mandateId, useId, procedure, at },
  );
  return circumstances(rows[0]);
}

function circumstances(row: Row | undefined): Circumstances {
  const { draftedAt, startsAt, expiresAt, askedAt, answeredAt } = row ?? {};
  return {
    hours: readNotation(row?.hours ?? '') ?? usualHours,
    zone: zoneOf(row?.territory ?? ''),
    certifiedAt: row?.certifiedAt ?? null,
    agreement:
      draftedAt && startsAt && expiresAt
        ? {
            draftedAt,
            startsAt,
            expiresAt,
            isRenewal: row?.isRenewal === true,
            sameDevice: askedAt && answeredAt ? { askedAt, answeredAt } : null,
          }
        : null,
    isSensitive: row?.isSensitive === true,
    sharing: row?.sharing ?? 0,
  };
}
