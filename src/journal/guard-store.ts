import type { Session } from './sequencer-store.ts';

/** The numbers of the entries after one, up to another, and those of them that stand in tiles: bytes of eight each, read in one snapshot. */
export async function readNumbers(
  { client }: Session,
  { after, upTo }: { readonly after: bigint; readonly upTo: bigint },
): Promise<{ readonly written: readonly bigint[]; readonly integrated: ReadonlySet<bigint> }> {
  const { rows } = await client.query<{ written: Buffer | null; tiles: Buffer | null }>({
    name: 'journal-guard',
    text: `select (select string_agg(int8send(id), ''::bytea order by id) from journal.entries where id > $1 and id <= $2) as written,
                  (select string_agg(ids, ''::bytea) from journal.tiles where level = 0 and max_id > $1 and min_id <= $2) as tiles`,
    values: [String(after), String(upTo)],
  });
  return { written: numbers(rows[0]?.written), integrated: new Set(numbers(rows[0]?.tiles)) };
}

function numbers(bytes: Buffer | null | undefined): bigint[] {
  return Array.from({ length: (bytes?.length ?? 0) / 8 }, (_, at) => bytes?.readBigInt64BE(at * 8) ?? 0n);
}
