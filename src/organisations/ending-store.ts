import type { Db, Tx } from '../db/database.ts';
import type { Ending } from './ending.ts';

const columns = {
  id: 'id',
  organisationId: 'organisation_id',
  cause: 'cause',
  intoId: 'into_id',
  reason: 'reason',
  askedAt: 'asked_at',
} as const;

export async function insertEnding(tx: Tx, ending: Ending): Promise<void> {
  const { id, organisationId, cause, intoId, reason, askedAt } = ending;
  await tx.insert({ id, organisation_id: organisationId, cause, into_id: intoId, reason, asked_at: askedAt }).into('organisation_endings');
}

/** The ending that was asked for first and that nobody else is at; held until the transaction ends. */
export async function lockOpenEnding(tx: Tx): Promise<Ending | undefined> {
  return (await open(tx).orderBy('asked_at').forUpdate().skipLocked().first()) as Ending | undefined;
}

/** Whether something of this organisation is still to be ended, or to arrive. */
export async function isEnding(db: Db | Tx, organisationId: string): Promise<boolean> {
  return (await open(db).whereRaw('organisation_id = :id', { id: organisationId }).first()) !== undefined;
}

export async function setEndingFinished(tx: Tx, id: string, at: Date): Promise<void> {
  await tx('organisation_endings').where('id', id).update({ finished_at: at });
}

function open(db: Db | Tx) {
  return db.select(columns).from('organisation_endings').whereNull('finished_at');
}
