import type { Db, Tx } from '../db/database.ts';

/** The organisations that act for a person, or did, or wait to: those whose helpers may be beside them. */
export async function listOrganisationsAround(db: Db | Tx, personId: string): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select organisation_id as id from mandates where person_id = :personId
     union
     select organisation_id from mandate_drafts where person_id = :personId and state in ('awaiting_person', 'awaiting_helper')`,
    { personId },
  );
  return rows.map(({ id }) => id);
}
