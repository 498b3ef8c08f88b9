import type { Db, Tx } from '../db/database.ts';
import type { Ending } from './ending.ts';

const columns = {
  id: 'organisation_endings.id',
  organisationId: 'organisation_endings.organisation_id',
  cause: 'organisation_endings.cause',
  intoId: 'organisation_endings.into_id',
  reason: 'organisation_endings.reason',
  askedAt: 'organisation_endings.asked_at',
} as const;

export async function insertEnding(tx: Tx, ending: Ending): Promise<void> {
  const { id, organisationId, cause, intoId, reason, askedAt } = ending;
  await tx.insert({ id, organisation_id: organisationId, cause, into_id: intoId, reason, asked_at: askedAt }).into('organisation_endings');
}

/** The endings that are not finished, the one asked for first before the others. */
export async function listOpenEndings(db: Db): Promise<Ending[]> {
  return (await open(db).orderBy('asked_at')) as Ending[];
}

/** One of them, held until the transaction ends; undefined once it is finished, or while somebody else is at it. */
export async function lockOpenEnding(tx: Tx, id: string): Promise<Ending | undefined> {
  return (await open(tx).where('id', id).forUpdate().skipLocked().first()) as Ending | undefined;
}

/** Whether something of this organisation is still to be ended, or to arrive. */
export async function isEnding(db: Db | Tx, organisationId: string): Promise<boolean> {
  return (await open(db).whereRaw('organisation_id = :id', { id: organisationId }).first()) !== undefined;
}

/** An ending as operators read it. */
export interface EndedOrganisation extends Ending {
  /** The name of the organisation it joined. */
  readonly into: string | null;
  readonly finishedAt: Date | null;
}

/** How an organisation ended, the last time; undefined when it never did. */
export async function findLastEnding(db: Db, organisationId: string): Promise<EndedOrganisation | undefined> {
  return (await db
    .select({ ...columns, finishedAt: 'organisation_endings.finished_at', into: 'organisations.name' })
    .from('organisation_endings')
    .leftJoin('organisations', 'organisations.id', 'organisation_endings.into_id')
    .where('organisation_endings.organisation_id', organisationId)
    .orderBy('asked_at', 'desc')
    .first()) as EndedOrganisation | undefined;
}

export async function setEndingFinished(tx: Tx, id: string, at: Date): Promise<void> {
  await tx('organisation_endings').where('id', id).update({ finished_at: at });
}

function open(db: Db | Tx) {
  return db.select(columns).from('organisation_endings').whereNull('finished_at');
}
