-- How organisations and helpers were called: what was done under a name is told under it. Empty until somebody is renamed.
create table former_organisation_names (
  organisation_id uuid        not null references organisations (id),
  until_at        timestamptz not null,
  name            text        not null,
  primary key (organisation_id, until_at)
);
select classify('former_organisation_names', 'plain', 'organisation_id until_at name');

create table former_helper_names (
  helper_id   uuid        not null references helpers (id),
  until_at    timestamptz not null,
  given_name  text        not null,
  family_name text        not null,
  primary key (helper_id, until_at)
);
select classify('former_helper_names', 'plain', 'until_at');
select classify('former_helper_names', 'personal', 'helper_id given_name family_name');

create function keep_organisation_name() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  insert into former_organisation_names (organisation_id, until_at, name)
  values (old.id, coalesce(nullif(new.changed_at, old.changed_at), statement_timestamp()), old.name) -- a writer that does not say when
  on conflict do nothing;
  return null;
end $$;

create function keep_helper_name() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  insert into former_helper_names (helper_id, until_at, given_name, family_name)
  values (old.id, statement_timestamp(), old.given_name, old.family_name)
  on conflict do nothing;
  return null;
end $$;

create trigger organisation_name_is_kept after update of name on organisations
  for each row when (old.name is distinct from new.name) execute function keep_organisation_name();
create trigger helper_name_is_kept after update of given_name, family_name on helpers
  for each row when ((old.given_name, old.family_name) is distinct from (new.given_name, new.family_name)) execute function keep_helper_name();
revoke insert, update, delete on former_organisation_names, former_helper_names from procura_app;
