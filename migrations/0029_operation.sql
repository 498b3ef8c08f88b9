-- What operators do, two of them for what is dangerous; the public directory; the statistics.

-- One operator asks, another approves: the table itself refuses the same one.
create table operator_requests (
  id           uuid        primary key,
  act          text        not null check (act in ('withdraw_organisation', 'register_client')),
  target       text        not null,
  terms        jsonb       not null,
  requested_by uuid        not null references helpers (id),
  requested_at timestamptz not null,
  expires_at   timestamptz not null,
  decision     text        check (decision in ('approved', 'refused', 'cancelled')),
  decided_by   uuid        references helpers (id),
  decided_at   timestamptz,
  check ((decision is null) = (decided_at is null) and (decision is null) = (decided_by is null)),
  check (decision is null or (decision = 'cancelled') = (decided_by = requested_by))
);
create index operator_requests_open on operator_requests (expires_at) where decision is null;
select classify('operator_requests', 'plain', 'id act target terms requested_at expires_at decision decided_at');
select classify('operator_requests', 'personal', 'requested_by decided_by');

-- The directory: words found without accents or capitals, by their beginnings.
create function search_words(said text) returns tsvector language sql immutable parallel safe as $$
  select to_tsvector('simple'::regconfig, translate(lower(said), 'àâäáãçéèêëíìîïñóòôöõúùûüýÿ-’''', 'aaaaaceeeeiiiinooooouuuuyy   '))
$$;
create index organisations_by_words on organisations
  using gin (search_words(name || ' ' || coalesce(city, '') || ' ' || coalesce(postal_code, '') || ' ' || territory || ' ' || address));
create index organisations_by_name on organisations (name, id);
create index organisations_suspended on organisations (suspended_at) where suspended_at is not null;
create index helpers_suspended on helpers (suspended_at) where suspended_at is not null;

-- Counted once a month is over, never changed: what is published does not depend on when one asks.
create table statistics (
  month           date    not null,
  organisation_id uuid    references organisations (id), -- null: all of them
  measure         text    not null check (measure in ('mandates', 'people', 'uses')),
  procedure       text    not null default '', -- of uses; empty: all of them
  count           integer not null check (count > 0),
  others          integer check ((others is null) = (organisation_id is not null)) -- of all: without the organisation that has most of it
);
create unique index statistics_of_month on statistics (organisation_id, month, measure, procedure) nulls not distinct;
select classify('statistics', 'plain', 'month organisation_id measure procedure count others');

create table statistics_months (
  month      date        primary key,
  counted_at timestamptz not null
);
select classify('statistics_months', 'plain', 'month counted_at');

-- Rows arrive in the order of their times: a month is a few ranges of pages.
create index mandates_by_conclusion on mandates using brin (concluded_at);
create index uses_by_time on uses using brin (used_at);
