import type { Db, Tx } from '../db/database.ts';
import { inPlainLetters } from '../people/letters.ts';
import type { Duty, Helper } from './helper.ts';
import type { Organisation } from './organisation.ts';
import { currentMembership, helperColumns, organisationColumns } from './store.ts';

export async function setOrganisationWithdrawn(tx: Tx, id: string, at: Date): Promise<void> {
  await tx('organisations').where('id', id).update({ withdrawn_at: at, changed_at: at, standing_since: at });
}

/** Those who manage an organisation now. */
export async function listManagersOf(db: Db | Tx, organisationId: string): Promise<Helper[]> {
  return (await db
    .select(helperColumns)
    .from('helpers')
    .join('memberships', 'memberships.helper_id', 'helpers.id')
    .where({ organisation_id: organisationId, role: 'manager' })
    .whereNull('left_at')) as Helper[];
}

/** Those who run the service and are let in. */
export async function listOperators(db: Db | Tx): Promise<Helper[]> {
  return (await db
    .select(helperColumns)
    .from('helpers')
    .where('duty', 'operator' satisfies Duty)
    .whereNull('suspended_at')
    .whereNull('withdrawn_at')) as Helper[];
}

/** Everybody who belongs to an organisation now. */
export async function listMemberIds(db: Db | Tx, organisationId: string): Promise<string[]> {
  return db('memberships').where('organisation_id', organisationId).whereNull('left_at').pluck<string[]>('helper_id');
}

/** Organisations that may act at an instant and that nobody manages who is let in, by name. */
export async function listWithoutManager(db: Db, { at, limit }: { readonly at: Date; readonly limit: number }): Promise<Place[]> {
  const { rows } = await db.raw<{ rows: Place[] }>(
    `select id, name from organisations
      where certified_at <= :at and (certification_expires_at is null or certification_expires_at > :at)
        and suspended_at is null and withdrawn_at is null
        and not exists (
          select from memberships join helpers on helpers.id = memberships.helper_id
           where memberships.organisation_id = organisations.id and memberships.role = 'manager' and ${currentMembership}
             and helpers.suspended_at is null and helpers.withdrawn_at is null)
      order by name, id limit :limit`,
    { at, limit },
  );
  return rows;
}

/** Where a list goes on: after this name and id. */
export interface Place {
  readonly name: string;
  readonly id: string;
}

/** Organisations by name, whatever their standing; `search` is the beginning of words of their name or place. */
export async function listOrganisations(
  db: Db,
  { search, after, limit }: { readonly search: string; readonly after: Place | null; readonly limit: number },
): Promise<Organisation[]> {
  const query = db.select(organisationColumns).from('organisations').orderBy(['name', 'id']).limit(limit);
  if (search !== '') void query.whereRaw(`${words} @@ to_tsquery('simple', ?)`, [wordsQuery(search)]);
  if (after) void query.whereRaw('(name, id) > (?, ?)', [after.name, after.id]);
  return (await query) as Organisation[];
}

/** The index `organisations_by_words` holds exactly this. */
export const words = `search_words(name || ' ' || coalesce(city, '') || ' ' || coalesce(postal_code, '') || ' ' || territory || ' ' || address)`;

/** What is typed, as a question about the beginnings of words; never a syntax of its own. */
export function wordsQuery(search: string): string {
  const typed = inPlainLetters(search)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  return typed.map((word) => `${word}:*`).join(' & ');
}

/** An account that may not act: whose, and since when. */
export interface SuspendedAccount {
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly suspendedAt: Date;
  readonly duty: Duty;
}

/** Suspended accounts, the latest first, or one of them; not those that are withdrawn for good. */
export async function listSuspendedAccounts(
  db: Db,
  { limit, offset, only }: { readonly limit: number; readonly offset: number; readonly only?: string },
): Promise<SuspendedAccount[]> {
  const { id, givenName, familyName, suspendedAt, duty } = helperColumns;
  const query = db
    .select<SuspendedAccount[]>({ id, givenName, familyName, suspendedAt, duty })
    .from('helpers')
    .whereNotNull('suspended_at')
    .whereNull('withdrawn_at');
  if (only !== undefined) void query.where('id', only);
  return query
    .orderBy(['suspended_at', 'id'].map((column) => ({ column, order: 'desc' })))
    .limit(limit)
    .offset(offset);
}
