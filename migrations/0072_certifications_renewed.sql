-- An organisation's certification is renewed before its end: its managers are told of the end, one of them asks, an operator decides;
-- and what it was on any day before is kept.

alter table organisations
  add column standing_since    timestamptz,
  add column end_reminded_days integer;
select classify('organisations', 'plain', 'standing_since end_reminded_days');
create index organisations_by_end on organisations (certification_expires_at) where suspended_at is null and withdrawn_at is null;

-- How an organisation stood from an instant on. Written by the table `organisations` itself: its columns cannot change without it.
create table organisation_standings (
  organisation_id          uuid        not null references organisations (id),
  n                        integer     not null check (n > 0),
  since                    timestamptz not null,
  certified_at             timestamptz,
  certification_expires_at timestamptz,
  suspended_at             timestamptz,
  withdrawn_at             timestamptz,
  primary key (organisation_id, n)
);
select classify('organisation_standings', 'plain', 'organisation_id n since certified_at certification_expires_at suspended_at withdrawn_at');

create function keep_organisation_standing() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if tg_op = 'UPDATE' and (old.certified_at, old.certification_expires_at, old.suspended_at, old.withdrawn_at)
      is not distinct from (new.certified_at, new.certification_expires_at, new.suspended_at, new.withdrawn_at) then
    return null;
  end if;
  insert into organisation_standings (organisation_id, n, since, certified_at, certification_expires_at, suspended_at, withdrawn_at)
  select new.id, coalesce(max(n), 0) + 1,
         case when tg_op = 'INSERT' then new.created_at
              when new.standing_since is distinct from old.standing_since then new.standing_since
              else statement_timestamp() end, -- a writer that does not say when
         new.certified_at, new.certification_expires_at, new.suspended_at, new.withdrawn_at
    from organisation_standings where organisation_id = new.id;
  return null;
end $$;
insert into organisation_standings (organisation_id, n, since, certified_at, certification_expires_at, suspended_at, withdrawn_at)
  select id, 1, coalesce(certified_at, created_at), certified_at, certification_expires_at, suspended_at, withdrawn_at from organisations;
create trigger standing_is_kept after insert or update of certified_at, certification_expires_at, suspended_at, withdrawn_at
  on organisations for each row execute function keep_organisation_standing();
revoke insert, update, delete on organisation_standings from procura_app;

-- An application may ask for more time for a body that is certified: one at a time.
alter table applications add column renews uuid references organisations (id);
select classify('applications', 'plain', 'renews');
create unique index applications_renewing on applications (renews) where state in ('draft', 'submitted', 'changes_requested');
create index applications_renewed on applications (renews, created_at desc) where renews is not null;

-- A renewal belongs to how an organisation stood. (The former index answers the code of before.)
create index entry_index_of_organisation_standing on journal.entry_index (organisation_id, entry_id desc)
  where event in ('organisation_certified', 'organisation_certification_renewed', 'organisation_suspended', 'organisation_suspension_lifted',
                  'organisation_withdrawn', 'organisation_closed', 'organisation_merged', 'procedures_restricted');
drop index journal.entry_index_of_organisation_life;
