import type { Db, Tx } from '../db/database.ts';
import { taken, prefixed } from '../db/joined-columns.ts';
import type { Helper, Role } from './helper.ts';
import type { Organisation } from './organisation.ts';
import { currentMembership, helperColumns, organisationColumns } from './store.ts';

/** A helper as a member of one organisation. */
export interface Member {
  readonly helper: Helper;
  readonly role: Role;
  readonly joinedAt: Date;
  /** By a manager of this organisation; in force until lifted. */
  readonly suspendedAt: Date | null;
}

type Place = { readonly helperId: string; readonly organisationId: string };

/** The organisation, held alone: who manages it, and what it does, changes one act at a time. */
export async function lockOrganisationForChange(tx: Tx, id: string): Promise<Organisation | undefined> {
  return (await tx.select(organisationColumns).from('organisations').where('id', id).forUpdate().first()) as Organisation | undefined;
}

/** A helper, held alone: what they do waits, and then finds them changed. */
export async function lockHelperForChange(tx: Tx, id: string): Promise<Helper | undefined> {
  return (await tx.select(helperColumns).from('helpers').where('id', id).forUpdate().first()) as Helper | undefined;
}

/** A member who has not left, held likewise. */
export async function lockMember(tx: Tx, place: Place): Promise<Member | undefined> {
  return (await lockHelperForChange(tx, place.helperId)) && findMember(tx, place);
}

/** Neither left nor suspended there. */
export async function isMember(db: Db | Tx, { helperId, organisationId }: Place): Promise<boolean> {
  const place = { helper_id: helperId, organisation_id: organisationId };
  return (await db.select('role').from('memberships').where(place).whereRaw(currentMembership).first()) !== undefined;
}

/** Whether they were, at an instant of the past. */
export async function wasMember(db: Db | Tx, { helperId, organisationId }: Place, at: Date): Promise<boolean> {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `select from memberships
      where helper_id = :helperId and organisation_id = :organisationId and joined_at <= :at and (left_at is null or left_at > :at)
        and not exists (
          select from membership_suspensions suspension
           where suspension.helper_id = memberships.helper_id and suspension.organisation_id = memberships.organisation_id
             and suspended_at <= :at and (lifted_at is null or lifted_at > :at))`,
    { helperId, organisationId, at },
  );
  return rows.length > 0;
}

export async function findMember(db: Db | Tx, { helperId, organisationId }: Place): Promise<Member | undefined> {
  const row = (await db
    .select({ ...prefixed('helper', helperColumns), role: 'memberships.role', joinedAt: 'memberships.joined_at' })
    .select({ suspendedAt: 'suspension.suspended_at' })
    .from('memberships')
    .join('helpers', 'helpers.id', 'memberships.helper_id')
    .joinRaw(
      `left join membership_suspensions suspension on suspension.helper_id = memberships.helper_id
      and suspension.organisation_id = memberships.organisation_id and suspension.lifted_at is null`,
    )
    .where({ 'memberships.helper_id': helperId, 'memberships.organisation_id': organisationId })
    .whereNull('memberships.left_at')
    .first()) as Record<string, unknown> | undefined;
  if (!row) return undefined;
  return { ...row, helper: taken('helper', row) } as unknown as Member; // the columns selected above
}

/** Those who manage an organisation and are let in, the one who joined it first before the others. */
export async function listManagers(db: Db | Tx, organisationId: string): Promise<Helper[]> {
  return (await db
    .select(helperColumns)
    .from('memberships')
    .join('helpers', 'helpers.id', 'memberships.helper_id')
    .where({ 'memberships.organisation_id': organisationId, 'memberships.role': 'manager' })
    .whereRaw(currentMembership)
    .whereNull('helpers.suspended_at')
    .whereNull('helpers.withdrawn_at')
    .orderBy(['memberships.joined_at', 'helpers.id'])) as Helper[];
}

/** The organisations that somebody manages, let in or not. */
export async function listManagedBy(db: Db | Tx, helperId: string): Promise<string[]> {
  return db('memberships').where({ helper_id: helperId, role: 'manager' }).whereNull('left_at').pluck<string[]>('organisation_id');
}

/** Everybody who belongs to one of these organisations now. */
export async function listMembersOf(db: Db | Tx, organisationIds: readonly string[]): Promise<Helper[]> {
  return (await db
    .select(helperColumns)
    .from('memberships')
    .join('helpers', 'helpers.id', 'memberships.helper_id')
    .whereIn('memberships.organisation_id', organisationIds)
    .whereNull('memberships.left_at')) as Helper[];
}

export async function setRole(tx: Tx, place: Place, role: Role): Promise<void> {
  await current(tx, place).update({ role });
}

/** The membership is over; a suspension ends with it. */
export async function setLeft(tx: Tx, place: Place, at: Date): Promise<void> {
  await current(tx, place).update({ left_at: at });
  await setSuspensionLifted(tx, place, at);
}

export async function insertSuspension(tx: Tx, { helperId, organisationId }: Place, at: Date): Promise<void> {
  await tx.insert({ helper_id: helperId, organisation_id: organisationId, suspended_at: at }).into('membership_suspensions');
}

export async function setSuspensionLifted(tx: Tx, { helperId, organisationId }: Place, at: Date): Promise<void> {
  await tx('membership_suspensions')
    .where({ helper_id: helperId, organisation_id: organisationId, lifted_at: null })
    .update({ lifted_at: at });
}

function current(tx: Tx, { helperId, organisationId }: Place) {
  return tx('memberships').where({ helper_id: helperId, organisation_id: organisationId, left_at: null });
}
