import type { Db, Tx } from '../db/database.ts';
import type { Standing } from './helper.ts';

/** How a helper stood from an instant on. */
export interface KeptStanding extends Standing {
  readonly since: Date;
}

const columns = {
  since: 'since',
  certifiedAt: 'certified_at',
  certificationExpiresAt: 'certification_expires_at',
  suspendedAt: 'suspended_at',
  withdrawnAt: 'withdrawn_at',
} as const;

/** How a helper stood at an instant; undefined before they were known. */
export async function findStandingAt(db: Db | Tx, helperId: string, at: Date): Promise<Standing | undefined> {
  return (await kept(db, helperId).where('since', '<=', at).first()) as Standing | undefined;
}

/** All that a helper's standing has been, the latest first. */
export async function listStandings(db: Db | Tx, helperId: string): Promise<KeptStanding[]> {
  return (await kept(db, helperId)) as KeptStanding[];
}

/** What changes of a helper's standing, and from when: the table keeps what it was. */
export async function setStanding(
  tx: Tx,
  helperId: string,
  { since, ...standing }: { readonly since: Date } & Partial<Standing>,
): Promise<void> {
  const changed = Object.entries(standing).map(([name, value]) => [columns[name as keyof Standing], value]);
  await tx('helpers')
    .where('id', helperId)
    .update({ ...(Object.fromEntries(changed) as Record<string, Date | null>), standing_since: since });
}

/** Why a helper is suspended everywhere: idleness, which a manager may lift, or a decision above the organisations. Null when they are not. */
export async function findSuspendedFor(db: Db | Tx, helperId: string): Promise<'inactivity' | 'decision' | null> {
  const row = (await db.select('suspended_for').from('helpers').where('id', helperId).whereNotNull('suspended_at').first()) as
    { suspended_for: 'inactivity' | 'decision' | null } | undefined;
  return row ? (row.suspended_for ?? 'decision') : null;
}

/** The helper showed up: idleness is counted from here. */
export async function setSignedIn(tx: Tx, helperId: string, at: Date): Promise<void> {
  await tx('helpers').where('id', helperId).update({ signed_in_at: at, inactivity_warned_at: null });
}

/** The helper was told of the end of their certification, so many days before; null: of the one that begins, not yet. */
export async function setEndReminded(tx: Tx, helperId: string, days: number | null): Promise<void> {
  await tx('helpers').where('id', helperId).update({ end_reminded_days: days });
}

function kept(db: Db | Tx, helperId: string) {
  return db.select(columns).from('helper_standings').where('helper_id', helperId).orderBy('n', 'desc');
}
