import type pg from 'pg';

/**
 * Puts aside what these tables do for each row that comes (their indexes, references, triggers of insertion), for one who brings very many. It is
 * done in the caller's transaction, which has the tables for itself until it ends. What is returned brings all of it back as it stood, and
 * throws where a row does not hold to a reference or is not alone with a unique value.
 */
export async function setAside(client: pg.Client, tables: readonly string[]): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ aside: string; back: string }>(guardsQuery, [tables]);
  for (const { aside } of rows) await client.query(aside);
  return async () => {
    for (const { back } of rows.toReversed()) await client.query(back);
  };
}

// in the order in which they go: a reference before the unique index that it may rest on. An index of a partitioned table is made again on all
// its partitions, hence without ONLY; those of a partition follow it. A unique value that other tables refer to stays guarded
const guardsQuery = `
  with mine as (
    select given::regclass::oid as id from unnest($1::text[]) as given
  )
  select format('alter table %s disable trigger %I', tgrelid::regclass, tgname) as aside,
         format('alter table %s enable trigger %I', tgrelid::regclass, tgname) as back, 1 as rank
    from pg_trigger join mine on id = tgrelid where not tgisinternal and tgtype & 4 <> 0
  union all
  select format('alter table %s drop constraint %I', conrelid::regclass, conname),
         format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)), 2
    from pg_constraint join mine on id = conrelid where contype = 'f' and conparentid = 0
  union all
  select format('alter table %s drop constraint %I', conrelid::regclass, conname),
         format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)), 3
    from pg_constraint held join mine on id = conrelid
   where contype = 'u' and not exists (
     select from pg_constraint other where other.contype = 'f' and other.conindid = held.conindid and other.conrelid not in (select id from mine))
  union all
  select format('drop index %s', indexrelid::regclass), replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON '), 3
    from pg_index join mine on id = indrelid join pg_class on pg_class.oid = indexrelid
   where not relispartition and not exists (select from pg_constraint where conindid = indexrelid)
   order by rank`;
