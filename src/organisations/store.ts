import type { Db, Tx } from '../db/database.ts';
import { prefixed, taken } from '../db/joined-columns.ts';
import { insertExclusions } from './exclusion-store.ts';
import type { Helper, Membership, Role } from './helper.ts';
import type { Organisation } from './organisation.ts';

/** Of the table organisations; for stores of rooms above that join it. */
export const organisationColumns = {
  id: 'organisations.id',
  siret: 'organisations.siret',
  name: 'organisations.name',
  kind: 'organisations.kind',
  address: 'organisations.address',
  territory: 'organisations.territory',
  excludedProcedures: 'organisations.excluded_procedures',
  certifiedAt: 'organisations.certified_at',
  certificationExpiresAt: 'organisations.certification_expires_at',
  suspendedAt: 'organisations.suspended_at',
  withdrawnAt: 'organisations.withdrawn_at',
} as const;

/** Of the table helpers; for stores of rooms above that join it. */
export const helperColumns = {
  id: 'helpers.id',
  subjectRef: 'helpers.subject_ref',
  email: 'helpers.email',
  givenName: 'helpers.given_name',
  familyName: 'helpers.family_name',
  certifiedAt: 'helpers.certified_at',
  certificationExpiresAt: 'helpers.certification_expires_at',
  suspendedAt: 'helpers.suspended_at',
  withdrawnAt: 'helpers.withdrawn_at',
  duty: 'helpers.duty',
  namedOmbudsmanAt: 'helpers.named_ombudsman_at',
} as const;

/** Of the table memberships: neither left nor suspended there. For stores that join it. */
export const currentMembership = `memberships.left_at is null and not exists (
  select from membership_suspensions suspension where suspension.helper_id = memberships.helper_id
     and suspension.organisation_id = memberships.organisation_id and suspension.lifted_at is null)`;

/** An organisation a helper belongs to now, with what the helper is there. */
export interface Belonging {
  readonly organisation: Organisation;
  readonly role: Role;
}

export async function findOrganisation(db: Db | Tx, id: string): Promise<Organisation | undefined> {
  return (await db.select(organisationColumns).from('organisations').where('id', id).first()) as Organisation | undefined;
}

/** Read and held until the transaction ends: a suspension waits for it. */
export async function lockOrganisationForUse(tx: Tx, id: string): Promise<Organisation | undefined> {
  return (await tx.select(organisationColumns).from('organisations').where('id', id).forShare().first()) as Organisation | undefined;
}

export async function findHelper(db: Db | Tx, id: string): Promise<Helper | undefined> {
  return (await db.select(helperColumns).from('helpers').where('id', id).first()) as Helper | undefined;
}

/** Held likewise. */
export async function lockHelperForUse(tx: Tx, id: string): Promise<Helper | undefined> {
  return (await tx.select(helperColumns).from('helpers').where('id', id).forShare().first()) as Helper | undefined;
}

export async function findHelperByEmail(db: Db | Tx, email: string): Promise<Helper | undefined> {
  return (await db.select(helperColumns).from('helpers').whereRaw('lower(email) = lower(?)', [email]).first()) as Helper | undefined;
}

export async function listHelpers(db: Db | Tx, ids: readonly string[]): Promise<Helper[]> {
  return (await db.select(helperColumns).from('helpers').whereIn('id', ids)) as Helper[];
}

/** A helper, and where they belong now, the oldest membership first; in one statement, since every page asks. */
export async function findStaff(db: Db | Tx, helperId: string): Promise<{ helper: Helper; belongings: readonly Belonging[] } | undefined> {
  const rows = (await db
    .select({ ...prefixed('helper', helperColumns), ...prefixed('organisation', organisationColumns), role: 'memberships.role' })
    .from('helpers')
    .joinRaw(`left join memberships on memberships.helper_id = helpers.id and ${currentMembership}`)
    .leftJoin('organisations', 'organisations.id', 'memberships.organisation_id')
    .where('helpers.id', helperId)
    .orderBy('memberships.joined_at')) as Record<string, unknown>[];
  const [first] = rows;
  if (!first) return undefined;
  const belongings = rows
    .filter(({ role }) => role !== null)
    .map((row) => ({ organisation: taken('organisation', row), role: row['role'] }) as unknown as Belonging); // the columns selected above
  return { helper: taken('helper', first) as unknown as Helper, belongings };
}

export async function insertOrganisation(tx: Tx, organisation: Organisation, createdAt: Date): Promise<void> {
  await tx
    .insert({
      id: organisation.id,
      siret: organisation.siret,
      name: organisation.name,
      kind: organisation.kind,
      address: organisation.address,
      territory: organisation.territory,
      excluded_procedures: organisation.excludedProcedures,
      certified_at: organisation.certifiedAt,
      certification_expires_at: organisation.certificationExpiresAt,
      ...{ suspended_at: organisation.suspendedAt, withdrawn_at: organisation.withdrawnAt, created_at: createdAt },
    })
    .into('organisations');
  await insertExclusions(tx, organisation.id, { procedures: organisation.excludedProcedures, at: createdAt });
}

export async function insertHelper(tx: Tx, helper: Helper, createdAt: Date): Promise<void> {
  await tx
    .insert({
      id: helper.id,
      subject_ref: helper.subjectRef,
      email: helper.email,
      given_name: helper.givenName,
      family_name: helper.familyName,
      certified_at: helper.certifiedAt,
      certification_expires_at: helper.certificationExpiresAt,
      suspended_at: helper.suspendedAt,
      withdrawn_at: helper.withdrawnAt,
      duty: helper.duty,
      named_ombudsman_at: helper.namedOmbudsmanAt ?? null,
      created_at: createdAt,
    })
    .into('helpers');
}

export async function insertMembership(tx: Tx, membership: Omit<Membership, 'leftAt'>): Promise<void> {
  await tx
    .insert({
      helper_id: membership.helperId,
      organisation_id: membership.organisationId,
      role: membership.role,
      joined_at: membership.joinedAt,
    })
    .into('memberships');
}

/** By a decision above the organisations: everywhere. Null lifts it, from `since` on. */
export async function setHelperSuspended(tx: Tx, id: string, at: Date | null, since = at): Promise<void> {
  await tx('helpers')
    .where('id', id)
    .update({ suspended_at: at, suspended_for: at && 'decision', ...(since && { standing_since: since }) });
}

/** Null lifts it, from `since` on. */
export async function setOrganisationSuspended(tx: Tx, id: string, at: Date | null, since = at): Promise<void> {
  await tx('organisations').where('id', id).update({ suspended_at: at, standing_since: since });
}
