import type { Db, Tx } from '../db/database.ts';
import type { OrganisationFacts } from './application.ts';
import { factsOf } from './application-rows.ts';
import type { Organisation } from './organisation.ts';
import { organisationColumns } from './store.ts';

/** What it takes to certify a body: what it is, and what the directory says of it. */
export interface Certified {
  readonly organisation: Organisation;
  readonly facts: OrganisationFacts;
}

/** The body outside knows by this number, whatever its state. */
export async function findOrganisationBySiret(db: Db | Tx, siret: string): Promise<Organisation | undefined> {
  return (await db.select(organisationColumns).from('organisations').where('siret', siret).first()) as Organisation | undefined;
}

/** Whether the number was free. */
export async function insertCertified(tx: Tx, { organisation, facts }: Certified, at: Date): Promise<boolean> {
  const rows = await tx
    .insert({ id: organisation.id, ...rowOf({ organisation, facts }, at), excluded_procedures: [], created_at: at })
    .into('organisations')
    .onConflict('siret')
    .ignore()
    .returning('id');
  return rows.length === 1;
}

/** A body comes back, or goes on; what it said before of itself is replaced. */
export async function setCertified(tx: Tx, certified: Certified, at: Date): Promise<void> {
  await tx('organisations').where('id', certified.organisation.id).update(rowOf(certified, at));
}

function rowOf({ organisation, facts }: Certified, at: Date): Record<string, unknown> {
  return {
    ...factsOf(facts),
    ...{ address: organisation.address, changed_at: at, standing_since: at, withdrawn_at: null, end_reminded_days: null },
    ...{ certified_at: organisation.certifiedAt, certification_expires_at: organisation.certificationExpiresAt },
  };
}
