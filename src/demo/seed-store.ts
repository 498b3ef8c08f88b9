import type { Db, Tx } from '../db/database.ts';
import { findOrganisation } from '../organisations/store.ts';
import type { Organisation } from '../organisations/organisation.ts';

/** Whether anybody applied already. */
export async function hasApplications(tx: Tx): Promise<boolean> {
  return (await tx('applications').first('id')) !== undefined;
}

/** Whether anybody ever drafted a mandate. */
export async function hasMandates(db: Db): Promise<boolean> {
  return (await db('mandate_drafts').first('id')) !== undefined;
}

/** Whether the demonstration's body is there already: the number is what it is known by outside. */
export async function findOrganisationBySiret(tx: Tx, siret: string): Promise<Organisation | undefined> {
  const row = (await tx.select({ id: 'id' }).from('organisations').where('siret', siret).first()) as { id: string } | undefined;
  return row && findOrganisation(tx, row.id);
}
