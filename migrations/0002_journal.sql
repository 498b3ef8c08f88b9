-- The record of what happened. Entries are added, never changed; personal values lie beside them, sealed per subject.
create schema journal;

-- The transaction's number is assigned before the entry's is drawn: whoever reads the numbers in order can tell a late entry from a missing one.
create sequence journal.entry_id as bigint cache 1 no cycle;
create function journal.next_entry_id() returns bigint language plpgsql volatile as $$
begin
  perform pg_current_xact_id();
  return nextval('journal.entry_id');
end $$;

create table journal.entries (
  xid         xid8        not null default pg_current_xact_id(),
  id          bigint      not null default journal.next_entry_id(),
  at          timestamptz not null,
  event       text        not null,
  mandate_ref uuid,
  mandate_n   integer     check (mandate_n > 0),
  leaf        bytea       not null check (octet_length(leaf) between 2 and 16384),
  check ((mandate_ref is null) = (mandate_n is null)),
  primary key (id)
) partition by range (id);
alter table journal.entries alter leaf set storage main;
create table journal.entries_0 partition of journal.entries for values from (0) to (10000000);
create table journal.entries_1 partition of journal.entries for values from (10000000) to (20000000);
create table journal.entries_rest partition of journal.entries default;
create index entries_of_mandate on journal.entries (mandate_ref, mandate_n) where mandate_ref is not null;
select classify('journal.entries', 'plain', 'xid id at event mandate_ref mandate_n leaf');

create function journal.refuse() returns trigger language plpgsql as $$
begin
  raise exception 'journal.% is append-only', tg_table_name using errcode = '42501';
end $$;
create trigger entries_never_change before update or delete on journal.entries for each row execute function journal.refuse();
create trigger entries_never_vanish before truncate on journal.entries for each statement execute function journal.refuse();

-- Where the chain of each mandate stands, so that nothing is missing between two of its entries.
create table journal.mandate_chains (
  mandate_ref uuid    primary key,
  n           integer not null check (n > 0),
  prev        bytea   not null default ''::bytea
);
select classify('journal.mandate_chains', 'plain', 'mandate_ref n prev');

-- One key per subject; without it nothing sealed for them opens. Null: destroyed.
create table journal.subject_keys (
  subject_ref uuid        primary key,
  kek_id      text        not null,
  wrapped_dek bytea,
  created_at  timestamptz not null,
  shredded_at timestamptz,
  check ((wrapped_dek is null) = (shredded_at is not null))
);
select classify('journal.subject_keys', 'plain', 'subject_ref kek_id created_at shredded_at');
select classify('journal.subject_keys', 'secret', 'wrapped_dek');

create table journal.sealed_values (
  entry_id    bigint not null,
  subject_ref uuid   not null,
  blob        bytea  not null,
  primary key (entry_id, subject_ref)
);
create index sealed_values_of_subject on journal.sealed_values (subject_ref);
select classify('journal.sealed_values', 'plain', 'entry_id subject_ref');
select classify('journal.sealed_values', 'sealed', 'blob');

-- What the entries are found by. Not part of the proof; a person's rows go with the person.
create table journal.entry_index (
  entry_id        bigint primary key,
  at              timestamptz not null,
  event           text   not null,
  refusal         text,
  mandate_id      uuid,
  use_id          uuid,
  person_id       uuid,
  helper_id       uuid,
  organisation_id uuid,
  client_id       text,
  procedure       text
);
create index entry_index_of_helper on journal.entry_index (helper_id, entry_id desc) where helper_id is not null;
create index entry_index_of_person on journal.entry_index (person_id, entry_id desc) where person_id is not null;
create index entry_index_of_mandate on journal.entry_index (mandate_id, entry_id desc) where mandate_id is not null;
create index entry_index_of_organisation on journal.entry_index (organisation_id, entry_id desc) where organisation_id is not null;
select classify('journal.entry_index', 'plain', 'entry_id at event refusal mandate_id use_id organisation_id client_id procedure');
select classify('journal.entry_index', 'personal', 'person_id helper_id');

-- No change of a mandate without its entry: the commit itself is refused.
create function journal.require_entry(ref uuid, table_name text) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform from journal.entries e where e.mandate_ref = ref and e.xid = pg_current_xact_id();
  if not found then
    raise exception 'a row of % changed without a journal entry', table_name using errcode = '23514';
  end if;
end $$;

-- For tables whose rows carry journal_ref.
create function journal.must_log() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform journal.require_entry(new.journal_ref, tg_table_name);
  return null;
end $$;

-- For tables whose rows belong to a mandate.
create function journal.mandate_must_log() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform journal.require_entry((select d.journal_ref from public.mandate_drafts d where d.id = new.mandate_id), tg_table_name);
  return null;
end $$;

grant usage on schema journal to procura_app;
grant select, insert (at, event, mandate_ref, mandate_n, leaf) on journal.entries to procura_app;
grant usage on sequence journal.entry_id to procura_app;
grant select, insert, update on journal.mandate_chains to procura_app;
grant select, insert on journal.subject_keys, journal.sealed_values, journal.entry_index to procura_app;
