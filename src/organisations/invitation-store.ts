import type { Db, Tx } from '../db/database.ts';
import { havingEachWord } from './word-store.ts';
import type { Invitation } from './invitation.ts';

const columns = {
  id: 'id',
  organisationId: 'organisation_id',
  role: 'role',
  email: 'email',
  givenName: 'given_name',
  familyName: 'family_name',
  invitedBy: 'invited_by',
  createdAt: 'created_at',
  expiresAt: 'expires_at',
} as const;

export async function insertInvitation(tx: Tx, { tokenHash, ...invitation }: Invitation & { readonly tokenHash: Buffer }): Promise<void> {
  const row = Object.entries(invitation).map(([name, value]) => [columns[name as keyof Invitation], value]);
  await tx.insert({ ...(Object.fromEntries(row) as Record<string, unknown>), token_hash: tokenHash }).into('invitations');
}

/** The invitation that a link leads to, while it may be answered. */
export async function findInvitation(db: Db | Tx, tokenHash: Buffer, at: Date): Promise<Invitation | undefined> {
  return (await pending(db).where('token_hash', tokenHash).where('expires_at', '>', at).first()) as Invitation | undefined;
}

/** Uses an invitation up; undefined when it was answered, taken back, is too old or never was. */
export async function redeemInvitation(tx: Tx, tokenHash: Buffer, at: Date): Promise<Invitation | undefined> {
  const rows = await tx('invitations')
    .where('token_hash', tokenHash)
    .where('expires_at', '>', at)
    .whereNull('accepted_at')
    .whereNull('cancelled_at')
    .update({ accepted_at: at })
    .returning<Invitation[]>(Object.entries(columns).map(([name, column]) => `${column} as ${name}`));
  return rows[0];
}

/**
 * Takes back what an address was sent before by this organisation, one invitation of it, those by which somebody would make managers, or all
 * that it waits for; returns whether there was one.
 */
export async function cancelInvitations(
  tx: Tx,
  of: { readonly organisationId: string } & (
    { readonly email: string } | { readonly id: string } | { readonly managersBy: string } | { readonly all: true }
  ),
  at: Date,
): Promise<boolean> {
  const query = tx('invitations').where('organisation_id', of.organisationId).whereNull('accepted_at').whereNull('cancelled_at');
  if ('email' in of) void query.whereRaw('lower(email) = lower(?)', [of.email]);
  else if ('id' in of) void query.where('id', of.id);
  else if ('managersBy' in of) void query.where({ invited_by: of.managersBy, role: 'manager' });
  return (await query.update({ cancelled_at: at })) > 0;
}

/** Of these addresses, in small letters, those that an organisation invited since then, whatever became of it. */
export async function listInvitedByEmail(
  tx: Tx,
  { organisationId, since, emails }: { readonly organisationId: string; readonly since: Date; readonly emails: readonly string[] },
): Promise<string[]> {
  const { rows } = await tx.raw<{ rows: { email: string }[] }>(
    `select lower(email) as email from invitations
      where organisation_id = :organisationId and created_at >= :since and lower(email) = any(:emails)`,
    { organisationId, since, emails: emails.map((email) => email.toLowerCase()) },
  );
  return rows.map(({ email }) => email);
}

/** Those an organisation waits for, the latest first; those whose name or address has each of the words, when something is looked for. */
export async function listInvitations(
  db: Db,
  organisationId: string,
  { at, search = '', limit, offset = 0 }: { readonly at: Date; readonly search?: string; readonly limit: number; readonly offset?: number },
): Promise<Invitation[]> {
  const query = pending(db).where('organisation_id', organisationId).where('expires_at', '>', at);
  havingEachWord(query, `family_name || ' ' || given_name || ' ' || email`, search);
  return (await query
    .orderBy(['created_at', 'id'].map((column) => ({ column, order: 'desc' })))
    .limit(limit)
    .offset(offset)) as Invitation[];
}

function pending(db: Db | Tx) {
  return db.select(columns).from('invitations').whereNull('accepted_at').whereNull('cancelled_at');
}
