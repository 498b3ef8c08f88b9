-- The journal is kept in volumes, one a year: each is a tree of its own, from nothing, with an origin of its own, and takes up where the
-- one before ended. Places and entry numbers are counted over all of them: those of the volume v, the first being 0, begin at v × 2^40,
-- so that tiles, checkpoints and entries of all volumes lie in the tables they lie in already, and the code before this reads them too.
create function journal.first_of(volume bigint) returns bigint language sql immutable as $$ select volume << 40 $$;
create function journal.volume_of(place bigint) returns bigint language sql immutable as $$ select place >> 40 $$;

-- How each volume that was closed ended. Its entries and tiles may be dropped once they need not be kept; this stays.
create table journal.closings (
  volume     bigint      primary key check (volume >= 0),
  origin     text        not null unique,
  size       bigint      not null check (size > 0),
  root       bytea       not null check (octet_length(root) = 32),
  last_id    bigint      not null check (journal.volume_of(last_id) = volume),
  closed_at  timestamptz not null check (closed_at = date_trunc('milliseconds', closed_at)), -- as its last entry tells it
  dropped_at timestamptz check (dropped_at >= closed_at + interval '1 year')
);
select classify('journal.closings', 'plain', 'volume origin size root last_id closed_at dropped_at');

create function journal.closing_stands() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.dropped_at is not null or new.dropped_at is null
    or (new.volume, new.origin, new.size, new.root, new.last_id, new.closed_at) is distinct from
       (old.volume, old.origin, old.size, old.root, old.last_id, old.closed_at)
  then raise exception 'the volume % of the journal is closed', old.volume using errcode = '42501';
  end if;
  return new;
end $$;
create trigger closings_stand before update or delete on journal.closings for each row execute function journal.closing_stands();
create trigger closings_never_vanish before truncate on journal.closings for each statement execute function journal.refuse();

-- Somebody wishes that the volume be closed; whoever leads does it.
create table journal.closing_wishes (
  volume   bigint      primary key check (volume >= 0),
  asked_at timestamptz not null
);
select classify('journal.closing_wishes', 'plain', 'volume asked_at');
grant select, insert on journal.closing_wishes to procura_app;
grant select on journal.closing_wishes to procura_sequencer;
grant select on journal.closings to procura_app;
grant select, insert on journal.closings to procura_sequencer;

-- The head goes on in the next volume only from where its own was closed.
create or replace function journal.head_advances() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.size < old.size or new.hi < old.hi or (new.size = old.size and new.root <> old.root)
  then raise exception 'the head of the journal may only advance' using errcode = '42501';
  end if;
  if new.origin = old.origin and journal.volume_of(new.size) = journal.volume_of(old.size) then return new; end if;
  perform from journal.closings c
    where c.volume = journal.volume_of(old.size) and c.origin = old.origin and journal.first_of(c.volume) + c.size = old.size
      and c.root = old.root and c.last_id = old.hi and journal.volume_of(new.size) = c.volume + 1 and new.origin <> old.origin;
  if not found then raise exception 'the volume of the journal was not closed there' using errcode = '42501'; end if;
  return new;
end $$;

create function journal.is_dropped(of_volume bigint) returns boolean language sql stable as $$
  select exists (select from journal.closings c where c.volume = of_volume and c.dropped_at is not null)
$$;

-- Tiles and checkpoints go with their volume; of its checkpoints the last stays, and those that something refers to.
create or replace function journal.tile_grows() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and old.level <= 4 and journal.is_dropped(old.n >> (8 * (4 - old.level))) then return old; end if;
  if tg_op = 'DELETE' or new.level <> old.level or new.n <> old.n or new.w <= old.w
    or substring(new.hashes for 32 * old.w) <> old.hashes
    or substring(new.ids for 8 * old.w) is distinct from old.ids
  then raise exception 'the tile %/% may only grow', old.level, old.n using errcode = '42501';
  end if;
  return new;
end $$;
create or replace function journal.checkpoint_gains() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and journal.is_dropped(journal.volume_of(old.size)) then
    perform from journal.closings c where c.volume = journal.volume_of(old.size) and journal.first_of(c.volume) + c.size = old.size;
    if not found then return old; end if;
  end if;
  if tg_op = 'DELETE' or new.size <> old.size or new.root <> old.root or new.signed_at <> old.signed_at
    or not starts_with(new.note, old.note) or new.cosignatures < old.cosignatures
  then raise exception 'the checkpoint % was published', old.size using errcode = '42501';
  end if;
  return new;
end $$;

-- While a volume is closed nobody writes: whoever has drawn a number has ended when this returns, and who comes waits for the commit.
create function journal.stand_still() returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform set_config('lock_timeout', '1s', true);
  lock table journal.entries in share mode;
end $$;

-- The next volume has its own range of numbers, hence a partition of its own, which is dropped with it. The one after it is made ready.
create function journal.begin_volume(volume bigint) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare
  first bigint := journal.first_of(volume);
begin
  if (select last_value from journal.entry_id) >= first then raise exception 'this volume was begun' using errcode = '42501'; end if;
  execute format('alter sequence journal.entry_id restart with %s', first); -- undone with the transaction, as setval is not
  if to_regclass(format('journal.entries_of_%s', volume + 1)) is null then
    execute format('create table journal.entries_of_%s partition of journal.entries for values from (%s) to (%s)',
                   volume + 1, journal.first_of(volume + 1), journal.first_of(volume + 2));
  end if;
end $$;
create table journal.entries_of_1 partition of journal.entries for values from (1099511627776) to (2199023255552);
revoke all on function journal.stand_still(), journal.begin_volume(bigint) from public;
grant execute on function journal.stand_still(), journal.begin_volume(bigint) to procura_sequencer;

-- What need not be kept any more goes, whole partitions at a time, the oldest volume first. Neither the application nor the sequencer may.
create function journal.drop_volume(gone bigint, at timestamptz) returns void language plpgsql set search_path = pg_catalog as $$
declare
  part regclass;
  first bigint := journal.first_of(gone);
  next bigint := journal.first_of(gone + 1);
begin
  perform from journal.closings c where c.volume < gone and c.dropped_at is null;
  if found then raise exception 'an older volume is kept' using errcode = '23514'; end if;
  update journal.closings c set dropped_at = at where c.volume = gone;
  if not found then raise exception 'this volume is not closed' using errcode = '23514'; end if;
  delete from journal.tiles t where t.level <= 4 and t.n >= first / (256 ^ (t.level + 1))::bigint and t.n < next / (256 ^ (t.level + 1))::bigint;
  delete from journal.checkpoints c where c.size >= first and c.size < next
     and not exists (select from journal.closings k where k.volume = gone and first + k.size = c.size)
     and not exists (select from public.samples s where s.tree_size = c.size);
  delete from journal.sealed_values v where v.entry_id >= first and v.entry_id < next;
  delete from journal.entry_index i where i.entry_id < next;
  -- last, since whoever writes an entry waits from here to the commit
  for part in select inhrelid::regclass from pg_inherits join pg_class on pg_class.oid = inhrelid
               where inhparent = 'journal.entries'::regclass
                 and (relname = 'entries_of_' || gone or (gone = 0 and relname not like 'entries\_of\_%'))
  loop execute format('drop table %s', part); end loop;
  if gone = 0 then create table journal.entries_rest partition of journal.entries default; end if;
end $$;
revoke all on function journal.drop_volume(bigint, timestamptz) from public;
