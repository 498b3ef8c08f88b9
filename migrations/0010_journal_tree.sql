-- The tree over the entries: its tiles, its head, and the checkpoints that left the house (RFC 6962, C2SP tlog-tiles and tlog-checkpoint).
do $$
begin
  if not exists (select from pg_roles where rolname = 'procura_sequencer') then
    create role procura_sequencer nologin;
  end if;
exception when duplicate_object or unique_violation then null; -- another database of this server was being prepared at the same time
end $$;
do $$ begin execute format('grant procura_sequencer to %I', current_user); end $$;

-- One row a tile. Full tiles never change; a partial one only grows.
create table journal.tiles (
  level  smallint not null check (level between 0 and 7),
  n      bigint   not null check (n >= 0),
  w      smallint not null check (w between 1 and 256),
  hashes bytea    not null check (octet_length(hashes) = 32 * w),
  ids    bytea    check (octet_length(ids) = 8 * w),
  min_id bigint,
  max_id bigint,
  primary key (level, n),
  check ((level = 0) = (ids is not null and min_id is not null and max_id is not null))
);
alter table journal.tiles alter hashes set storage external; -- hashes do not compress
create index tiles_by_entry on journal.tiles (max_id) where level = 0;
select classify('journal.tiles', 'plain', 'level n w hashes ids min_id max_id');

create function journal.tile_grows() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.level <> old.level or new.n <> old.n or new.w <= old.w
    or substring(new.hashes for 32 * old.w) <> old.hashes
    or substring(new.ids for 8 * old.w) is distinct from old.ids
  then raise exception 'the tile %/% may only grow', old.level, old.n using errcode = '42501';
  end if;
  return new;
end $$;
create trigger tiles_only_grow before update or delete on journal.tiles for each row execute function journal.tile_grows();
create trigger tiles_never_vanish before truncate on journal.tiles for each statement execute function journal.refuse();

-- Where the tree stands: one row, moved by comparing its size. `hi` is the greatest entry number seen; the holes are the ranges of
-- numbers below it not seen yet, each with the transaction number that says when to stop waiting for it.
create table journal.heads (
  one          boolean  primary key default true check (one),
  origin       text     not null,
  size         bigint   not null default 0 check (size >= 0),
  root         bytea    not null default sha256('') check (octet_length(root) = 32),
  hi           bigint   not null default 0,
  hole_first   bigint[] not null default '{}',
  hole_last    bigint[] not null default '{}',
  hole_barrier xid8[]   not null default '{}',
  check (cardinality(hole_first) = cardinality(hole_last) and cardinality(hole_first) = cardinality(hole_barrier))
) with (fillfactor = 20);
select classify('journal.heads', 'plain', 'one origin size root hi hole_first hole_last hole_barrier');

create function journal.head_advances() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.origin <> old.origin or new.size < old.size or new.hi < old.hi or (new.size = old.size and new.root <> old.root)
  then raise exception 'the head of the journal may only advance' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger heads_only_advance before update or delete on journal.heads for each row execute function journal.head_advances();
create trigger heads_never_vanish before truncate on journal.heads for each statement execute function journal.refuse();

-- What was published. A cosignature may be added at the end of a note; nothing else ever changes.
create table journal.checkpoints (
  size         bigint      primary key check (size >= 0),
  root         bytea       not null check (octet_length(root) = 32),
  note         text        not null,
  cosignatures smallint    not null default 0 check (cosignatures >= 0),
  signed_at    timestamptz not null
);
select classify('journal.checkpoints', 'plain', 'size root note cosignatures signed_at');

create function journal.checkpoint_gains() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.size <> old.size or new.root <> old.root or new.signed_at <> old.signed_at
    or not starts_with(new.note, old.note) or new.cosignatures < old.cosignatures
  then raise exception 'the checkpoint % was published', old.size using errcode = '42501';
  end if;
  return new;
end $$;
create trigger checkpoints_only_gain before update or delete on journal.checkpoints
  for each row execute function journal.checkpoint_gains();
create trigger checkpoints_never_vanish before truncate on journal.checkpoints for each statement execute function journal.refuse();

-- The sequencer reads entries and writes the tree; the application reads the tree and writes entries.
grant usage on schema journal to procura_sequencer;
grant select on journal.entries to procura_sequencer;
grant select, insert, update on journal.tiles, journal.heads, journal.checkpoints to procura_sequencer;
grant select on journal.tiles, journal.heads, journal.checkpoints to procura_app;
