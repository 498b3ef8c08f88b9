import { after, hour } from '../clock.ts';
import type { Db, Tx } from '../db/database.ts';
import { selecting } from '../db/joined-columns.ts';
import { statement } from '../db/statement.ts';
import type { Session, SessionFacts } from './sessions.ts';

const columns = {
  idHash: 'id_hash',
  rootHash: 'root_hash',
  helperId: 'helper_id',
  personId: 'person_id',
  organisationId: 'organisation_id',
  applicationId: 'application_id',
  firstFactorAt: 'first_factor_at',
  secondFactorAt: 'second_factor_at',
  returnTo: 'return_to',
  language: 'language',
  device: 'device',
  idleMinutes: 'idle_minutes',
  createdAt: 'created_at',
  seenAt: 'seen_at',
  expiresAt: 'expires_at',
} as const;

export async function findSession(db: Db | Tx, idHash: Buffer): Promise<Session | undefined> {
  return (await find(db, { idHash })).rows[0];
}

const find = statement<Session>(`select ${selecting(columns)} from sessions where id_hash = :idHash`);

export async function insertSession(tx: Tx, session: Session): Promise<void> {
  await tx.insert(row(session)).into('sessions');
}

export async function updateSession(
  tx: Tx,
  idHash: Buffer,
  facts: SessionFacts & Partial<Pick<Session, 'idHash' | 'rootHash'>>,
): Promise<void> {
  await tx('sessions').where('id_hash', idHash).update(row(facts));
}

export async function setSeen(db: Db, idHash: Buffer, at: Date): Promise<void> {
  await db('sessions').where('id_hash', idHash).update({ seen_at: at });
}

export async function deleteSession(tx: Tx, idHash: Buffer): Promise<void> {
  await tx('sessions').where('id_hash', idHash).delete();
}

/** The living sessions of a helper, the latest seen first. */
export async function listSessionsOfHelper(db: Db, helperId: string, at: Date): Promise<Session[]> {
  return (await db
    .select(columns)
    .from('sessions')
    .where('helper_id', helperId)
    .where('expires_at', '>', at)
    .whereRaw('seen_at > :at::timestamptz - make_interval(mins => coalesce(idle_minutes, 60))', { at })
    .orderBy('seen_at', 'desc')) as Session[];
}

/** Ends all the sessions of a helper but one. Returns how many. */
export async function deleteOtherSessions(
  tx: Tx,
  { helperId, except }: { readonly helperId: string; readonly except: Buffer | null },
): Promise<number> {
  const sessions = tx('sessions').where('helper_id', helperId);
  if (except) void sessions.whereNot('id_hash', except);
  return sessions.delete();
}

/** Ends the sessions of a person, wherever they are open. */
export async function deleteSessionsOfPerson(tx: Tx, personId: string): Promise<void> {
  await tx('sessions').where('person_id', personId).delete();
}

/** Forgets the sessions that ended, or gave no sign of life for an hour, which none outlives; returns how many. */
export async function deleteEndedSessions(db: Db, at: Date): Promise<number> {
  return db('sessions').where('expires_at', '<=', at).orWhere('seen_at', '<=', after(at, -hour)).delete();
}

function row(facts: Partial<Session>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [columns[name as keyof Session], value]));
}

/** Whoever of these is signed in, anywhere, is so no more. */
export async function deleteSessionsOf(tx: Tx, helperIds: readonly string[]): Promise<void> {
  await tx('sessions').whereIn('helper_id', helperIds).delete();
}

/** Forgets what was counted in periods that are over: the library compares with the same clock. */
export async function deleteEndedLimits(db: Db, at: Date): Promise<void> {
  await db('rate_limits').where('expire', '<=', at.getTime()).delete();
}
