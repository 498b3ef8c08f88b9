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
