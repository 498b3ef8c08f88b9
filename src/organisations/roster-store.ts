import type { Db, Tx } from '../db/database.ts';
import { prefixed, taken } from '../db/joined-columns.ts';
import { havingEachWord } from './word-store.ts';
import { helperState, type HelperState } from './life.ts';
import type { Helper, Role } from './helper.ts';
import { helperColumns } from './store.ts';

/** A member as a line of their organisation's list. */
export interface RosterLine {
  readonly helper: Helper;
  readonly role: Role;
  readonly state: HelperState;
  /** Suspended in this organisation alone. */
  readonly suspendedHere: boolean;
  readonly signedInAt: Date | null;
}

export interface RosterQuery {
  readonly organisationId: string;
  readonly at: Date;
  readonly search?: string;
  readonly limit: number;
  readonly offset?: number;
}

/** The members of an organisation, in the order of names; those whose name or address begins so when something is looked for. */
export async function listRoster(db: Db, { organisationId, at, search = '', limit, offset = 0 }: RosterQuery): Promise<RosterLine[]> {
  const query = db
    .select({ ...prefixed('helper', helperColumns), role: 'memberships.role', signedInAt: 'helpers.signed_in_at' })
    .select(
      db.raw(`exists (select from trainings where trainings.helper_id = helpers.id and decided_at is null) as "isTrained"`),
      db.raw(`exists (select from membership_suspensions suspension where suspension.helper_id = helpers.id
        and suspension.organisation_id = memberships.organisation_id and suspension.lifted_at is null) as "suspendedHere"`),
    )
    .from('memberships')
    .join('helpers', 'helpers.id', 'memberships.helper_id')
    .where('memberships.organisation_id', organisationId)
    .whereNull('memberships.left_at')
    .orderBy(['helpers.family_name', 'helpers.given_name', 'helpers.id'])
    .limit(limit)
    .offset(offset);
  havingEachWord(query, `helpers.family_name || ' ' || helpers.given_name || ' ' || helpers.email`, search);
  const rows = (await query) as Record<string, unknown>[];
  return rows.map((row) => line(row, at));
}

/** Of these addresses, in small letters, those of members: suspended ones too. */
export async function listMembersByEmail(tx: Tx, organisationId: string, emails: readonly string[]): Promise<string[]> {
  const { rows } = await tx.raw<{ rows: { email: string }[] }>(
    `select lower(helpers.email) as email from helpers
       join memberships on memberships.helper_id = helpers.id and memberships.organisation_id = :organisationId and memberships.left_at is null
      where lower(helpers.email) = any(:emails)`,
    { organisationId, emails: emails.map((email) => email.toLowerCase()) },
  );
  return rows.map(({ email }) => email);
}

/** How many members an organisation has, and how many of them may act. */
export async function countRoster(
  db: Db,
  organisationId: string,
  at: Date,
): Promise<{ members: number; certified: number; waiting: number }> {
  const { rows } = await db.raw<{ rows: [{ members: number; certified: number; waiting: number }] }>(
    `select count(*)::int as members,
            (count(*) filter (where helpers.suspended_at is null and helpers.withdrawn_at is null and helpers.certified_at <= :at
               and (helpers.certification_expires_at is null or helpers.certification_expires_at > :at)))::int as certified,
            (select count(*)::int from invitations where organisation_id = :organisationId and accepted_at is null and cancelled_at is null
               and expires_at > :at) as waiting
       from memberships join helpers on helpers.id = memberships.helper_id
      where memberships.organisation_id = :organisationId and memberships.left_at is null`,
    { organisationId, at },
  );
  return rows[0];
}

/** Who leaves with an organisation, or moves to another with it; and whom it still waits for. */
export async function countLeaving(
  db: Db,
  of: { readonly organisationId: string; readonly intoId: string | null; readonly at: Date },
): Promise<{ readonly helpers: number; readonly managers: number; readonly alreadyThere: number; readonly invitations: number }> {
  const { rows } = await db.raw<{ rows: [{ helpers: number; managers: number; alreadyThere: number; invitations: number }] }>(
    `select count(*)::int as helpers, (count(*) filter (where role = 'manager'))::int as managers,
            (count(*) filter (where exists (select from memberships there where there.helper_id = memberships.helper_id
               and there.organisation_id = :intoId::uuid and there.left_at is null)))::int as "alreadyThere",
            (select count(*)::int from invitations where organisation_id = :organisationId and accepted_at is null and cancelled_at is null
               and expires_at > :at) as invitations
       from memberships where organisation_id = :organisationId and left_at is null`,
    { ...of },
  );
  return rows[0];
}

/** Some of those who belong to an organisation, suspended ones too. */
export async function listSomeMemberIds(tx: Tx, organisationId: string, limit: number): Promise<string[]> {
  const query = tx('memberships').where({ organisation_id: organisationId, left_at: null }).orderBy('helper_id').limit(limit);
  return (await query.pluck('helper_id')) as string[];
}

function line(row: Record<string, unknown>, at: Date): RosterLine {
  const { role, suspendedHere, signedInAt, isTrained } = row as Omit<RosterLine, 'helper' | 'state'> & { isTrained: boolean }; // as selected
  const helper = taken('helper', row) as unknown as Helper; // the columns of a helper
  return { helper, role, suspendedHere, signedInAt, state: helperState(helper, { isTrained }, at) };
}
