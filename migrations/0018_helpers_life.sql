-- A helper's life: invited by a manager, trained, certified until a day, suspended, withdrawn; and what it was on any day before.

alter table helpers
  add column standing_since       timestamptz,
  add column suspended_for        text check (suspended_for in ('inactivity', 'decision')),
  add column signed_in_at         timestamptz,
  add column inactivity_warned_at timestamptz,
  add column end_reminded_days    integer;
select classify('helpers', 'plain', 'standing_since suspended_for signed_in_at inactivity_warned_at end_reminded_days');

-- How a helper stood from an instant on. Written by the table `helpers` itself: its columns cannot change without it.
create table helper_standings (
  helper_id                uuid        not null references helpers (id),
  n                        integer     not null check (n > 0),
  since                    timestamptz not null,
  certified_at             timestamptz,
  certification_expires_at timestamptz,
  suspended_at             timestamptz,
  withdrawn_at             timestamptz,
  primary key (helper_id, n)
);
select classify('helper_standings', 'plain', 'n since certified_at certification_expires_at suspended_at withdrawn_at');
select classify('helper_standings', 'personal', 'helper_id');

create function keep_standing() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if tg_op = 'UPDATE' and (old.certified_at, old.certification_expires_at, old.suspended_at, old.withdrawn_at)
      is not distinct from (new.certified_at, new.certification_expires_at, new.suspended_at, new.withdrawn_at) then
    return null;
  end if;
  insert into helper_standings (helper_id, n, since, certified_at, certification_expires_at, suspended_at, withdrawn_at)
  select new.id, coalesce(max(n), 0) + 1,
         case when tg_op = 'INSERT' then new.created_at
              when new.standing_since is distinct from old.standing_since then new.standing_since
              else statement_timestamp() end, -- a writer that does not say when
         new.certified_at, new.certification_expires_at, new.suspended_at, new.withdrawn_at
    from helper_standings where helper_id = new.id;
  return null;
end $$;
insert into helper_standings (helper_id, n, since, certified_at, certification_expires_at, suspended_at, withdrawn_at)
  select id, 1, created_at, certified_at, certification_expires_at, suspended_at, withdrawn_at from helpers;
update helpers set signed_in_at = statement_timestamp(); -- nobody counted until today: idleness begins now
create trigger standing_is_kept after insert or update of certified_at, certification_expires_at, suspended_at, withdrawn_at
  on helpers for each row execute function keep_standing();
revoke insert, update, delete on helper_standings from procura_app;

create index helpers_by_sign_in on helpers (signed_in_at) where suspended_at is null and withdrawn_at is null;
create index helpers_by_end on helpers (certification_expires_at) where suspended_at is null and withdrawn_at is null;

-- A manager's suspension counts in their organisation alone. What is not lifted is in force.
create table membership_suspensions (
  helper_id       uuid        not null references helpers (id),
  organisation_id uuid        not null references organisations (id),
  suspended_at    timestamptz not null,
  lifted_at       timestamptz,
  primary key (helper_id, organisation_id, suspended_at)
);
create unique index membership_suspended on membership_suspensions (helper_id, organisation_id) where lifted_at is null;
select classify('membership_suspensions', 'plain', 'organisation_id suspended_at lifted_at');
select classify('membership_suspensions', 'personal', 'helper_id');

-- Somebody is asked to join; the address holds the mailbox that must sign in, the link only leads there.
create table invitations (
  id              uuid        primary key,
  token_hash      bytea       not null unique,
  organisation_id uuid        not null references organisations (id),
  role            text        not null check (role in ('helper', 'manager')),
  email           text        not null,
  given_name      text        not null,
  family_name     text        not null,
  invited_by      uuid        not null references helpers (id),
  created_at      timestamptz not null,
  expires_at      timestamptz not null,
  accepted_at     timestamptz,
  cancelled_at    timestamptz,
  check (accepted_at is null or cancelled_at is null)
);
create unique index invitations_pending on invitations (organisation_id, lower(email)) where accepted_at is null and cancelled_at is null;
select classify('invitations', 'plain', 'id organisation_id role created_at expires_at accepted_at cancelled_at');
select classify('invitations', 'personal', 'email given_name family_name invited_by');
select classify('invitations', 'secret', 'token_hash');

-- What proves a training; decided by an operator. The file is sealed with the helper's key.
create table trainings (
  id          uuid        primary key,
  helper_id   uuid        not null references helpers (id),
  body        text        not null,
  trained_on  date        not null,
  media_type  text        not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
  file        bytea       not null check (octet_length(file) <= 2800000),
  file_hash   bytea       not null,
  recorded_by uuid        not null references helpers (id),
  recorded_at timestamptz not null,
  decision    text        check (decision in ('accepted', 'refused')),
  reason      text,
  decided_by  uuid        references helpers (id),
  decided_at  timestamptz,
  check ((decision is null) = (decided_at is null))
);
create unique index trainings_waiting_of_helper on trainings (helper_id) where decided_at is null;
create index trainings_of_helper on trainings (helper_id, recorded_at desc);
create index trainings_waiting on trainings (recorded_at) where decided_at is null;
select classify('trainings', 'plain', 'id body trained_on media_type file_hash recorded_at decision reason decided_at');
select classify('trainings', 'personal', 'helper_id recorded_by decided_by');
select classify('trainings', 'sealed', 'file');

-- For which mandate a manager gave a reason: the page opens to them for a quarter of an hour. The reason itself is in the journal, sealed.
create table looks (
  id              uuid        primary key,
  helper_id       uuid        not null references helpers (id),
  organisation_id uuid        not null references organisations (id),
  mandate_id      uuid        not null references mandates (id),
  opened_at       timestamptz not null
);
create index looks_by_time on looks (opened_at);
select classify('looks', 'plain', 'id organisation_id mandate_id opened_at');
select classify('looks', 'personal', 'helper_id');

-- What a manager's pages ask: the mandates that name helpers.
create index mandates_naming_helpers on mandates (organisation_id) where named_helpers is not null and revoked_at is null;
