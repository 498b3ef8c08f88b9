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

/** What was written on days that are long gone left then: now it would outlive its term at the first try, and wait for operators. */
export async function setLeftThen(tx: Tx, at: Date): Promise<void> {
  const unsent = tx('outbox').where({ sent_at: null, failed_at: null }).where('expires_at', '<=', at);
  await unsent.update({ sent_at: tx.ref('created_at'), message: null });
}

/** Whether the demonstration's body is there already: the number is what it is known by outside. */
export async function findOrganisationBySiret(tx: Tx, siret: string): Promise<Organisation | undefined> {
  const row = (await tx.select({ id: 'id' }).from('organisations').where('siret', siret).first()) as { id: string } | undefined;
  return row && findOrganisation(tx, row.id);
}
