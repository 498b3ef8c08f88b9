import type { Knex } from 'knex';
import type { Db, Tx } from '../db/database.ts';
import type { Organisation } from '../organisations/organisation.ts';
import { organisationColumns } from '../organisations/store.ts';
import { isNational, type Reach } from './territory.ts';

/** Narrows a query to the organisations of a supervisor's territories; `column` holds an organisation's id. Every query of this room goes through here. */
export function narrow<Query extends Knex.QueryBuilder>(query: Query, reach: Reach, column: string): Query {
  if (!isNational(reach)) {
    void query.whereIn(column, (inside) => {
      void inside
        .select('organisations.id')
        .from('organisations')
        .whereIn('organisations.territory', [...reach.territories]);
    });
  }
  return query;
}

/** An organisation of these territories; another's and none are the same answer. */
export async function findOrganisationWithin(db: Db | Tx, reach: Reach, id: string): Promise<Organisation | undefined> {
  const query = db.select(organisationColumns).from('organisations').where('organisations.id', id);
  return (await narrow(query, reach, 'organisations.id').first()) as Organisation | undefined;
}

/** Whether a person ever gave a mandate, or was asked for one, in these territories; nationally, whether there is such a person. */
export async function isPersonWithin(db: Db | Tx, reach: Reach, personId: string): Promise<boolean> {
  if (isNational(reach)) return (await db.select('id').from('people').where('id', personId).first()) !== undefined;
  const mandates = db.select('mandates.id').from('mandates').where('mandates.person_id', personId);
  return (await narrow(mandates, reach, 'mandates.organisation_id').first()) !== undefined;
}

/** Whether a helper belongs, or belonged, to an organisation of these territories. */
export async function isHelperWithin(db: Db | Tx, reach: Reach, helperId: string): Promise<boolean> {
  const memberships = db.select('memberships.helper_id').from('memberships').where('memberships.helper_id', helperId);
  return (await narrow(memberships, reach, 'memberships.organisation_id').first()) !== undefined;
}

/** Whether a helper ever belonged to an organisation; who supervises or operates belongs to none, and may have acted about any. */
export async function isHelperOf(
  db: Db,
  { helperId, organisationId }: { readonly helperId: string; readonly organisationId: string },
): Promise<boolean> {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `select from helpers where id = :helperId and (duty <> 'helper' or exists (
       select from memberships where helper_id = helpers.id and organisation_id = :organisationId))`,
    { helperId, organisationId },
  );
  return rows.length > 0;
}

/** The organisation of these territories with this number or exactly this name. */
export async function findOrganisationNamed(db: Db | Tx, reach: Reach, text: string): Promise<string | null> {
  const number = text.replaceAll(/\s/g, '');
  const named = db.select<{ id: string }[]>({ id: 'organisations.id' }).from('organisations').limit(2);
  void (/^\d{14}$/.test(number) ? named.where('siret', number) : named.where('name', text));
  return onlyOne(await narrow(named, reach, 'organisations.id'));
}

/** The one mandate of these territories whose id begins so: a paper carries its first eight characters. */
export async function findMandateLike(db: Db | Tx, reach: Reach, text: string): Promise<string | null> {
  const start = text.replaceAll(/[\s-]/g, '').toLowerCase();
  if (!/^[0-9a-f]{8,32}$/.test(start)) return null;
  const query = db.select<{ id: string }[]>({ id: 'mandate_drafts.id' }).from('mandate_drafts').limit(2);
  void query.whereBetween('mandate_drafts.id', [start.padEnd(32, '0'), start.padEnd(32, 'f')]);
  return onlyOne(await narrow(query, reach, 'mandate_drafts.organisation_id'));
}

/** The territories there are, to choose from. */
export async function listTerritoriesWithin(db: Db | Tx, reach: Reach): Promise<string[]> {
  const query = db.distinct('territory').from('organisations').orderBy('territory').limit(500);
  return narrow(query, reach, 'organisations.id').pluck<string[]>('territory');
}

function onlyOne(rows: unknown): string | null {
  const [found, another] = rows as { id: string }[]; // both queries select an id
  return found && !another ? found.id : null;
}
