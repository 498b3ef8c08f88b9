-- What supervisors search by. Each index serves one question, newest first, and is read no further than a page needs.
-- The territory of an entry is its organisation's, or that of the mandate it is about: a supervisor's question begins there, so it is kept here
-- rather than looked up for every line.
alter table journal.entry_index add column territory text;
select classify('journal.entry_index', 'plain', 'territory');

create function journal.territory_of_entry() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  select o.territory into new.territory from public.organisations o
   where o.id = coalesce(new.organisation_id, (select d.organisation_id from public.mandate_drafts d where d.id = new.mandate_id));
  return new;
end $$;
create trigger entry_index_has_its_territory before insert on journal.entry_index for each row
  when (new.territory is null and (new.organisation_id is not null or new.mandate_id is not null))
  execute function journal.territory_of_entry();

update journal.entry_index i set territory = o.territory
  from organisations o
 where o.id = coalesce(i.organisation_id, (select d.organisation_id from mandate_drafts d where d.id = i.mandate_id));

-- An organisation that moves takes its past along: who watches it now sees it whole.
create function entries_move_with_the_organisation() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update journal.entry_index set territory = new.territory where organisation_id = new.id;
  update journal.entry_index set territory = new.territory
   where organisation_id is null and mandate_id in (select d.id from public.mandate_drafts d where d.organisation_id = new.id);
  return null;
end $$;
create trigger organisation_moves after update of territory on organisations for each row
  when (old.territory is distinct from new.territory) execute function entries_move_with_the_organisation();

create index entry_index_of_territory on journal.entry_index (territory, entry_id desc) where territory is not null;
create index entry_index_of_use on journal.entry_index (use_id, entry_id desc) where use_id is not null;
create index entry_index_of_client on journal.entry_index (client_id, entry_id desc) where client_id is not null;
create index entry_index_of_refusal on journal.entry_index (refusal, entry_id desc) where refusal is not null;
create index entry_index_of_procedure on journal.entry_index (procedure, entry_id desc) where procedure is not null;
create index entry_index_of_event on journal.entry_index (event, entry_id desc);
create index entry_index_by_time on journal.entry_index (at, entry_id);

-- Who somebody is, as keyed fingerprints: found by their exact identity, never by browsing. Null until printed.
alter table people add column identity_print bytea, add column birthplace_print bytea,
  add constraint people_forgotten_prints check (erased_at is null or (identity_print is null and birthplace_print is null)),
  add constraint people_prints_together check ((identity_print is null) = (birthplace_print is null));
create index people_by_identity on people (identity_print) where identity_print is not null;
create index people_to_print on people (id) where identity_print is null and erased_at is null;
select classify('people', 'secret', 'identity_print birthplace_print');

create function forget_prints() returns trigger language plpgsql as $$
begin
  new.identity_print := null;
  new.birthplace_print := null;
  return new;
end $$;
create trigger prints_go_with_the_person before update of erased_at on people
  for each row when (new.erased_at is not null) execute function forget_prints();

-- What a supervisor searches for again, and what does not fit in an address because it is about somebody: sealed with the supervisor's key.
create table supervision_searches (
  id         uuid        primary key,
  helper_id  uuid        not null,
  duty       text        not null default 'supervisor' check (duty = 'supervisor'),
  words      bytea       not null,
  created_at timestamptz not null,
  kept_at    timestamptz,
  foreign key (helper_id, duty) references helpers (id, duty)
);
create index supervision_searches_kept on supervision_searches (helper_id, kept_at desc) where kept_at is not null;
create index supervision_searches_passing on supervision_searches (created_at) where kept_at is null;
select classify('supervision_searches', 'plain', 'id duty created_at kept_at');
select classify('supervision_searches', 'personal', 'helper_id');
select classify('supervision_searches', 'sealed', 'words');
