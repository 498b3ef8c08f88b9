import type { Db, Tx } from '../db/database.ts';

/** An accepted application that names people who are still to be invited. */
export interface Inviting {
  readonly id: string;
  readonly organisationId: string;
}

/** All of them, the one accepted first before the others. */
export async function listInviting(db: Db): Promise<Inviting[]> {
  return (await inviting(db).select({ id: 'id', organisationId: 'organisation_id' }).orderBy('decided_at')) as Inviting[];
}

/** Where the invitations of an application are, held; undefined when none is left, or somebody else is at it. */
export async function lockInviting(
  tx: Tx,
  id: string,
): Promise<{ readonly managerId: string; readonly count: number; readonly since: Date } | undefined> {
  return (await inviting(tx)
    .select({ managerId: 'invites_as', count: 'invited_count', since: 'decided_at' })
    .where('id', id)
    .forUpdate()
    .skipLocked()
    .first()) as { managerId: string; count: number; since: Date } | undefined;
}

/** The people of an accepted application are to be invited in this manager's name. */
export async function setInviting(tx: Tx, id: string, managerId: string): Promise<void> {
  await tx('applications').where('id', id).update({ invites_as: managerId });
}

/** So many were taken care of; the last of them ends it. */
export async function setInvited(
  tx: Tx,
  id: string,
  { count, isLast }: { readonly count: number; readonly isLast: boolean },
): Promise<void> {
  await tx('applications')
    .where('id', id)
    .update({ invited_count: count, ...(isLast && { invites_as: null }) });
}

/** Nobody whom an organisation's applications named is invited any more. */
export async function setInvitingEnded(tx: Tx, organisationId: string): Promise<void> {
  await inviting(tx).where('organisation_id', organisationId).update({ invites_as: null });
}

/** How many people an organisation's application named who are still to be invited. */
export async function countToInvite(db: Db, organisationId: string): Promise<number> {
  const [row] = await inviting(db)
    .where('organisation_id', organisationId)
    .select<{ count: number }[]>(db.raw('coalesce(sum(helpers_count - invited_count), 0)::int as count'));
  return row?.count ?? 0;
}

function inviting(db: Db | Tx) {
  return db.from('applications').whereNotNull('invites_as');
}
