import type { Head, VolumeHead } from './checkpoint.ts';
import type { Hole } from './holes.ts';
import type { Session } from './sequencer-store.ts';
import type { Tile } from './tiles.ts';
import { firstOf, firstTile } from './volumes.ts';

/** What one statement, hence one snapshot, sees of the entries not yet in the tree. */
export interface Batch {
  /** Numbers ascend; a hash for each. */
  readonly ids: readonly bigint[];
  readonly hashes: Buffer;
  readonly oldestAt: Date | null;
  /** Every transaction below this one has ended. */
  readonly horizon: bigint;
  /** Greater than every transaction that was under way; absent when there is nothing new. */
  readonly barrier: bigint | null;
  readonly backend: number;
  /** More was to be seen than a batch holds. */
  readonly isFull: boolean;
  /** Holes up to this number were looked into. */
  readonly asked: bigint;
}

/** The most entries of a batch; as many late ones may come on top. */
const batchSize = 20_000;

/** What a round writes. */
export interface Advance {
  readonly volume: number;
  /** Where this leader thinks the head stands. */
  readonly from: { readonly size: number; readonly hi: bigint };
  readonly head: Head;
  readonly hi: bigint;
  readonly holes: readonly Hole[];
  readonly tiles: readonly Tile[];
}

/** The entries numbered above `hi`, and those found in the holes below it. */
export async function fetchBatch(
  { client }: Pick<Session, 'client'>,
  { hi, holes }: { readonly hi: bigint; readonly holes: readonly Hole[] },
): Promise<Batch> {
  const { rows } = await client.query<BatchRow>({
    name: 'journal-batch',
    text: batchQuery,
    values: [String(hi), holes.map(({ first }) => String(first)), holes.map(({ last }) => String(last))],
  });
  const [row] = rows;
  if (!row) throw new Error('the journal did not answer');
  const ids = Array.from({ length: row.count }, (_, index) => row.ids?.readBigInt64BE(index * 8) ?? 0n);
  return {
    ids,
    hashes: row.hashes ?? Buffer.alloc(0),
    oldestAt: row.oldest_at,
    horizon: BigInt(row.horizon),
    barrier: row.barrier === null ? null : BigInt(row.barrier),
    backend: row.backend,
    isFull: row.late >= batchSize || row.count - row.late >= batchSize,
    asked: row.late >= batchSize ? (ids[row.late - 1] ?? hi) : hi,
  };
}

/** Moves the head, if it still stands where this leader thinks, and widens the tiles. False: another leader moved it. */
export async function advance({ client }: Pick<Session, 'client'>, { volume, from, head, hi, holes, tiles }: Advance): Promise<boolean> {
  const { rows } = await client.query<{ moved: string }>({
    name: 'journal-advance',
    text: advanceQuery,
    values: [
      ...[firstOf(volume) + from.size, firstOf(volume) + head.size, head.root, String(hi)],
      ...[holes.map(({ first }) => String(first)), holes.map(({ last }) => String(last)), holes.map(({ barrier }) => String(barrier))],
      ...[tiles.map(({ level }) => level), tiles.map(({ level, n }) => firstTile(level, volume) + n)],
      ...[tiles.map(({ hashes }) => hashes), tiles.map(({ ids }) => ids)],
      ...boundsOf(tiles),
      String(from.hi),
    ],
  });
  return rows[0]?.moved === '1';
}

/** Records a checkpoint as published. */
export async function insertCheckpoint({ client }: Session, published: Published): Promise<void> {
  await client.query(
    'insert into journal.checkpoints (size, root, note, cosignatures, signed_at) values ($1, $2, $3, $4, $5) on conflict do nothing',
    [firstOf(published.volume) + published.size, published.root, published.note, published.cosignatures, published.signedAt],
  );
}

type Published = VolumeHead & { readonly note: string; readonly cosignatures: number; readonly signedAt: Date };

/** The least and the greatest number of each tile; null above the lowest level. */
function boundsOf(tiles: readonly Tile[]): [least: (string | null)[], greatest: (string | null)[]] {
  const bounds = tiles.map(({ ids }) => {
    if (!ids) return [null, null] as const;
    let [least, greatest] = [ids.readBigInt64BE(0), ids.readBigInt64BE(0)];
    for (let at = 8; at < ids.length; at += 8) {
      const id = ids.readBigInt64BE(at);
      if (id < least) least = id;
      if (id > greatest) greatest = id;
    }
    return [String(least), String(greatest)] as const;
  });
  return [bounds.map(([least]) => least), bounds.map(([, greatest]) => greatest)];
}

interface BatchRow {
  count: number;
  late: number;
  hashes: Buffer | null;
  ids: Buffer | null;
  oldest_at: Date | null;
  horizon: string;
  barrier: string | null;
  backend: number;
}

// The barrier is this transaction's own number, assigned after the snapshot was taken: greater than that of any transaction under way
// then. pg_snapshot_xmax would not do: it is the latest completed plus one, and a running transaction may have a greater number.
// Hashes leave the entries at once: twenty thousand whole texts kept in between would go by way of the disk.
const batchQuery = `
  with late as materialized (
    select found.* from unnest($2::bigint[], $3::bigint[]) as hole (first, last)
     cross join lateral (select id, at, sha256('\\x00'::bytea || leaf) as hash from journal.entries
                          where id between hole.first and hole.last order by id limit ${batchSize}) as found
     order by id limit ${batchSize}
  ), fresh as materialized (
    select id, at, sha256('\\x00'::bytea || leaf) as hash from journal.entries where id > $1::bigint order by id limit ${batchSize}
  ), seen as (
    select * from late union all select * from fresh
  )
  select count(*)::int as count, (select count(*)::int from late) as late,
         string_agg(hash, ''::bytea order by id) as hashes, string_agg(int8send(id), ''::bytea order by id) as ids,
         min(at) as oldest_at, pg_snapshot_xmin(pg_current_snapshot())::text as horizon,
         case when count(*) > 0 then pg_current_xact_id()::text end as barrier, pg_backend_pid() as backend
    from seen`;

const advanceQuery = `
  with moved as (
    update journal.heads set size = $2, root = $3, hi = $4, hole_first = $5::bigint[], hole_last = $6::bigint[], hole_barrier = $7::xid8[]
     where size = $1 and hi = $14 returning 1
  ), grown as (
    insert into journal.tiles (level, n, w, hashes, ids, min_id, max_id)
    select level, n, octet_length(hashes) / 32, hashes, ids, min_id, max_id
      from moved, unnest($8::smallint[], $9::bigint[], $10::bytea[], $11::bytea[], $12::bigint[], $13::bigint[])
             as tile (level, n, hashes, ids, min_id, max_id)
    on conflict (level, n) do update
      set w = excluded.w, hashes = excluded.hashes, ids = excluded.ids, min_id = excluded.min_id, max_id = excluded.max_id
      where tiles.w < excluded.w
  )
  select count(*) as moved from moved`;
