import type { Tx } from '../db/database.ts';
import type { Suspension } from './suspension.ts';

/** A suspension whose persons are still to be told of it or, once it is lifted, of its end. */
export interface Untold extends Pick<Suspension, 'id' | 'kind' | 'target' | 'suspendedAt'> {
  readonly isLifted: boolean;
  /** The last who was looked at. */
  readonly toldAfter: string | null;
}

/** Somebody a suspension concerns: the name of the organisation or service to say, and the language of their mandate. */
export interface Concerned {
  readonly personId: string;
  readonly name: string;
  readonly language: string;
}

/** The oldest, held; another instance takes another. */
export async function lockUntold(tx: Tx): Promise<Untold | undefined> {
  const { rows } = await tx.raw<{ rows: Untold[] }>(
    `select id, kind, target, suspended_at as "suspendedAt", lifted_at is not null as "isLifted",
            case when lifted_at is null then told_after else lift_told_after end as "toldAfter" from suspensions
      where tells and told_at is null or lift_tells and lift_told_at is null
      order by suspended_at limit 1 for update skip locked`,
  );
  return rows[0];
}

/** The next whom it concerns, in the order of their ids. */
export async function listConcerned(
  tx: Tx,
  { kind, target, suspendedAt, toldAfter }: Untold,
  { at, limit }: { readonly at: Date; readonly limit: number },
): Promise<Concerned[]> {
  const after = toldAfter ?? '00000000-0000-0000-0000-000000000000';
  const { rows } = await tx.raw<{ rows: Concerned[] }>(concerned[kind], { target, suspendedAt, after, at, limit });
  return rows;
}

export async function setToldUpTo(
  tx: Tx,
  { id, isLifted }: Pick<Untold, 'id' | 'isLifted'>,
  { after, told, at }: { readonly after: string | null; readonly told: number; readonly at: Date | null },
): Promise<void> {
  const row = tx('suspensions').where('id', id);
  await (isLifted
    ? row.update({ lift_told_after: after, lift_told_at: at }).increment('lift_told', told)
    : row.update({ told_after: after, told_at: at }).increment('told', told));
}

/** Whose mandate with the organisation runs; for whom the helper acted under one that runs; whose identity the service was given in a month. */
const concerned: Readonly<Record<Suspension['kind'], string>> = {
  organisation: `select distinct on (person_id) person_id as "personId", organisations.name, language
     from mandates join organisations on organisations.id = organisation_id
    where organisation_id = :target::uuid and person_id > :after and revoked_at is null and expires_at > :at
    order by person_id limit :limit`,
  helper: `select distinct on (uses.person_id) uses.person_id as "personId", organisations.name, mandates.language
     from uses join mandates on mandates.id = uses.mandate_id join organisations on organisations.id = uses.organisation_id
    where uses.helper_id = :target::uuid and uses.person_id > :after and mandates.revoked_at is null and mandates.expires_at > :at
    order by uses.person_id limit :limit`,
  client: `select distinct on (uses.person_id) uses.person_id as "personId", client_name as name, mandates.language
     from uses join mandates on mandates.id = uses.mandate_id
    where client_id = :target and uses.person_id > :after and disclosed_at > :suspendedAt::timestamptz - interval '31 days'
    order by uses.person_id limit :limit`,
};
