import type { Db } from '../../src/db/database.ts';

/** What the migrations add up to: one fact a line, as a statement, in an order that is the same everywhere. */
export async function dumpSchema(db: Db): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { line: string }[] }>(facts);
  return rows.map(({ line }) => line);
}

const facts = `
with tables as (
  select oid, format('%s%I', case nspname when 'public' then '' else nspname || '.' end, relname) as name, relkind, relispartition, relacl,
         case when relispartition then pg_get_expr(relpartbound, pg_class.oid) end as bound,
         case when relkind = 'p' then ' partition by ' || pg_get_partkeydef(pg_class.oid) else '' end as parted
    from pg_class join (select oid as namespace, nspname from pg_namespace) as schema on namespace = relnamespace
   where nspname in ('public', 'journal') and relkind in ('r', 'p', 'S', 'v') and relname not like 'knex%'
), routines as (
  select format('%s%I(%s)', case nspname when 'public' then '' else nspname || '.' end, proname, pg_get_function_identity_arguments(p.oid)) as name,
         p.*
    from pg_proc as p join (select oid as namespace, nspname from pg_namespace) as schema on namespace = pronamespace
   where nspname in ('public', 'journal')
), lines as (
  select name, 0 as kind, name || '' as part,
         case when bound is not null then format('create table %s partition %s;', name, bound)
              when relkind = 'S' then format('create sequence %s;', name)
              when relkind = 'v' then format('create view %s;', name)
              else format('create table %s ()%s;', name, parted) end as line
    from tables
   where relkind <> 'S' or not exists (select from pg_depend where objid = tables.oid and deptype in ('a', 'i') and classid = 'pg_class'::regclass)
  union all
  select name, 1, attname,
         format('alter table %s add %I %s%s%s; -- %s', name, attname, format_type(atttypid, atttypmod),
           case when attidentity <> '' then ' generated as identity' when adbin is not null then ' default ' || pg_get_expr(adbin, adrelid) else '' end,
           case when attnotnull then ' not null' else '' end, coalesce(col_description(tables.oid, attnum), 'unclassified'))
    from tables join pg_attribute on attrelid = tables.oid and attnum > 0 and not attisdropped
    left join pg_attrdef on adrelid = attrelid and adnum = attnum
   where relkind in ('r', 'p') and not relispartition
  union all
  select name, 2, conname, format('alter table %s add constraint %I %s;', name, conname, pg_get_constraintdef(pg_constraint.oid))
    from tables join pg_constraint on conrelid = tables.oid
   where contype in ('c', 'f', 'p', 'u', 'x') and not relispartition
  union all
  select name, 3, indexrelid::regclass::text, pg_get_indexdef(indexrelid) || ';'
    from tables join pg_index on indrelid = tables.oid
   where not relispartition and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x'))
  union all
  select name, 4, tgname, pg_get_triggerdef(pg_trigger.oid) || ';'
    from tables join pg_trigger on tgrelid = tables.oid where not tgisinternal and not relispartition
  union all
  select name, 5, grantee::regrole::text,
         format('grant %s on %s to %s;', string_agg(lower(privilege_type), ', ' order by privilege_type), name, grantee::regrole)
    from tables, aclexplode(relacl)
   where grantee in (select oid from pg_roles where rolname in ('procura_app', 'procura_sequencer'))
   group by name, grantee
  union all
  select name, 5, grantee::regrole || attname,
         format('grant %s (%I) on %s to %s;', string_agg(lower(privilege_type), ', ' order by privilege_type), attname, name, grantee::regrole)
    from tables join pg_attribute on attrelid = tables.oid, aclexplode(attacl)
   where grantee in (select oid from pg_roles where rolname in ('procura_app', 'procura_sequencer'))
   group by name, grantee, attname
  union all
  select '~' || oid::regtype, 6, oid::regtype::text,
         format('create domain %s as %s;', oid::regtype, format_type(typbasetype, typtypmod))
           || (select string_agg(format(' alter domain %s add %s;', pg_type.oid::regtype, pg_get_constraintdef(pg_constraint.oid)), '') from pg_constraint where contypid = pg_type.oid)
    from pg_type where typtype = 'd' and typnamespace in ('public'::regnamespace, 'journal'::regnamespace)
  union all
  select '~' || name, 6, name,
         format('create function %s returns %s%s; -- %s', name, pg_get_function_result(oid), case when prosecdef then ' security definer' else '' end,
           left(md5(regexp_replace(prosrc, '\\s+', ' ', 'g')), 12))
    from routines
  union all
  select '~' || name, 7, name, format('revoke all on function %s from public;', name)
    from routines where proacl is not null and not exists (select from aclexplode(proacl) where grantee = 0)
  union all
  select '~' || name, 8, grantee::regrole::text, format('grant execute on function %s to %s;', name, grantee::regrole)
    from routines, aclexplode(proacl)
   where grantee in (select oid from pg_roles where rolname in ('procura_app', 'procura_sequencer'))
)
select line from lines order by name collate "C", kind, part collate "C", line collate "C"`;
