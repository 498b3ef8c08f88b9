import type pg from 'pg';
import type { Db, Tx } from '../db/database.ts';
import { connectionOf } from '../db/statement.ts';
import type { VolumeHead } from './checkpoint.ts';
import type { Session } from './sequencer-store.ts';
import { firstOf } from './volumes.ts';

/** How a volume of the journal ended. */
export interface Closing extends VolumeHead {
  readonly origin: string;
  /** The number of its last entry. */
  readonly lastId: bigint;
  readonly closedAt: Date;
  /** When its entries and tiles were dropped; null while they are kept. */
  readonly droppedAt: Date | null;
}

/** The volumes that were closed, the oldest first. */
export async function listClosings(db: Db | Tx): Promise<Closing[]> {
  return (await db.raw<{ rows: ClosingRow[] }>(closings)).rows.map(closingOf);
}

/** The same, as the leader reads them. */
export async function readClosings({ client }: Pick<Session, 'client'>): Promise<Closing[]> {
  return (await client.query<ClosingRow>(closings)).rows.map(closingOf);
}

/** Says how a volume ended, once. */
export async function insertClosing(
  { client }: Pick<Session, 'client'>,
  { volume, origin, size, root, lastId, closedAt }: Omit<Closing, 'droppedAt'>,
): Promise<void> {
  await client.query('insert into journal.closings (volume, origin, size, root, last_id, closed_at) values ($1, $2, $3, $4, $5, $6)', [
    ...[volume, origin, size, root, String(lastId), closedAt],
  ]);
}

/** Until the transaction ends nobody writes an entry, and whoever had drawn a number is done. */
export async function standStill({ client }: Pick<Session, 'client'>): Promise<void> {
  await client.query('select journal.stand_still()');
}

/** A transaction as the leader's own statements see it. */
export function sessionOf(tx: Tx): Pick<Session, 'client'> {
  return { client: connectionOf(tx) as unknown as pg.Client }; // what knex’s connections are
}

/** What follows in this transaction is done in this role. */
export async function actAs(tx: Tx, role: 'procura_app' | 'procura_sequencer'): Promise<void> {
  await tx.raw(`set local role ${role}`);
}

/** From now on entries are numbered as those of this volume. */
export async function beginVolume({ client }: Pick<Session, 'client'>, volume: number): Promise<void> {
  await client.query('select journal.begin_volume($1)', [volume]);
}

/** The head goes on in another volume, from nothing. */
export async function turnHead(
  { client }: Pick<Session, 'client'>,
  { from, to }: { readonly from: number; readonly to: { readonly origin: string; readonly first: number } },
): Promise<void> {
  await client.query("update journal.heads set origin = $1, size = $2, root = sha256(''), hi = $2::bigint - 1 where size = $3", [
    ...[to.origin, to.first, from],
  ]);
}

/** Somebody wishes that this volume be closed. Wishing twice is wishing once. */
export async function insertWish(db: Db | Tx, { volume, at }: { readonly volume: number; readonly at: Date }): Promise<void> {
  await db.withSchema('journal').insert({ volume, asked_at: at }).into('closing_wishes').onConflict().ignore();
}

/** Whether somebody wishes that this volume be closed; when it was begun: by the end of the one before, the first by its first head. */
export async function readTerm(
  { client }: Pick<Session, 'client'>,
  volume: number,
): Promise<{ readonly isWished: boolean; readonly begunAt: Date | null }> {
  const { rows } = await client.query<{ is_wished: boolean; begun_at: Date | null }>({
    name: 'journal-term',
    text: `select exists (select from journal.closing_wishes where volume = $1::bigint) as is_wished,
                  coalesce((select closed_at from journal.closings where volume = $1::bigint - 1),
                           (select signed_at from journal.checkpoints where size >= journal.first_of($1::bigint) order by size limit 1)) as begun_at`,
    values: [volume],
  });
  const [row] = rows;
  return { isWished: row?.is_wished ?? false, begunAt: row?.begun_at ?? null };
}

/** The volumes that were closed by then and speak of nobody who is kept, up to the first that does: what follows a volume is kept with it. */
export async function listDueVolumes(db: Db | Tx, horizon: Date): Promise<Closing[]> {
  const kept = (await listClosings(db)).filter(({ droppedAt }) => droppedAt === null);
  const due: Closing[] = [];
  for (const closing of kept) {
    if (closing.closedAt > horizon || (await isAnybodyIn(db, closing.volume))) break;
    due.push(closing);
  }
  return due;
}

/** Who was forgotten is not named by the index any more. */
async function isAnybodyIn(db: Db | Tx, volume: number): Promise<boolean> {
  const { rows } = await db.raw<{ rows: [{ is: boolean }] }>(
    `select exists (select from journal.entry_index where entry_id >= :from::bigint and entry_id < :end and person_id is not null) as is`,
    { from: volume === 0 ? Number.MIN_SAFE_INTEGER : firstOf(volume), end: firstOf(volume + 1) },
  );
  return rows[0].is;
}

/** Drops the entries and the tiles of a volume, as the owner of the tables. */
export async function dropVolume(tx: Tx, { volume, at }: { readonly volume: number; readonly at: Date }): Promise<void> {
  await tx.raw("set local role none; set local statement_timeout = '30min'");
  await tx.raw('select journal.drop_volume(:volume, :at)', { volume, at });
  await actAs(tx, 'procura_app');
}

/** When entries say that a volume was dropped. */
export async function listDropInstants(db: Db | Tx): Promise<Date[]> {
  const { rows } = await db.raw<{ rows: { at: Date }[] }>(
    `select entry.at from journal.entry_index as line join journal.entries as entry on entry.id = line.entry_id
      where line.event = 'journal_dropped' and entry.event = line.event order by entry.id`,
  );
  return rows.map(({ at }) => at);
}

interface ClosingRow {
  volume: string;
  origin: string;
  size: string;
  root: Buffer;
  last_id: string;
  closed_at: Date;
  dropped_at: Date | null;
}

const closings = 'select volume, origin, size, root, last_id, closed_at, dropped_at from journal.closings order by volume';

function closingOf({ volume, origin, size, root, last_id, closed_at, dropped_at }: ClosingRow): Closing {
  return {
    ...{ volume: Number(volume), origin, size: Number(size), root },
    ...{ lastId: BigInt(last_id), closedAt: closed_at, droppedAt: dropped_at },
  };
}
