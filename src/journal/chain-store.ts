import type { Db, Tx } from '../db/database.ts';

/** Before every mandate. */
export const noMandate = '00000000-0000-0000-0000-000000000000';

/** A page of the mandates after one, in the order of their numbers: whether the chain of each stands where its last entry is, and whether it has none. */
export async function listChains(db: Db | Tx, after: string): Promise<{ mandateRef: string; isAsRecorded: boolean; isEmpty: boolean }[]> {
  const { rows } = await db.raw<{ rows: { mandateRef: string; isAsRecorded: boolean; isEmpty: boolean }[] }>(
    `with mandate (ref) as (
       (select mandate_ref from journal.mandate_chains where mandate_ref > :after::uuid order by 1 limit 2000)
       union
       (select mandate_ref from journal.entries where mandate_n = 1 and mandate_ref > :after::uuid order by 1 limit 2000)
     ), page as (select ref from mandate order by ref limit 2000)
     select page.ref as "mandateRef",
            coalesce(sha256('\\x00'::bytea || last.leaf) = chain.prev and last.mandate_n = chain.n, false) as "isAsRecorded",
            last.leaf is null as "isEmpty"
       from page
       left join journal.mandate_chains as chain on chain.mandate_ref = page.ref
       left join lateral (select leaf, mandate_n from journal.entries where mandate_ref = page.ref order by mandate_n desc limit 1) as last on true
      order by page.ref`,
    { after },
  );
  return rows;
}
