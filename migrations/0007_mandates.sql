-- What a helper prepares; its id and journal_ref become the mandate's.
create table mandate_drafts (
  id              uuid        primary key,
  journal_ref     uuid        not null unique,
  organisation_id uuid        not null references organisations (id),
  helper_id       uuid        not null references helpers (id),
  procedures      text[]      not null check (cardinality(procedures) > 0),
  duration        text        not null,
  language        text        not null,
  state           text        not null,
  person_id       uuid        references people (id),
  starts_at       timestamptz,
  expires_at      timestamptz,
  terms           bytea,
  terms_hash      bytea,
  identified_at   timestamptz,
  agreed_at       timestamptz,
  end_cause       text,
  lapses_at       timestamptz not null,
  created_at      timestamptz not null
);
create index mandate_drafts_waiting on mandate_drafts (organisation_id, created_at desc) where state in ('draft', 'awaiting_person', 'awaiting_helper');
create index mandate_drafts_lapsing on mandate_drafts (lapses_at) where state in ('draft', 'awaiting_person', 'awaiting_helper');
select classify('mandate_drafts', 'plain', 'id journal_ref organisation_id procedures duration language state starts_at expires_at terms_hash identified_at agreed_at end_cause lapses_at created_at');
select classify('mandate_drafts', 'personal', 'helper_id person_id');
select classify('mandate_drafts', 'sealed', 'terms');

create table mandates (
  id              uuid        primary key references mandate_drafts (id),
  journal_ref     uuid        not null unique,
  organisation_id uuid        not null references organisations (id),
  person_id       uuid        not null references people (id),
  helper_id       uuid        not null references helpers (id),
  named_helpers   uuid[],
  duration        text        not null,
  language        text        not null,
  terms           bytea       not null,
  terms_hash      bytea       not null,
  starts_at       timestamptz not null,
  expires_at      timestamptz not null check (expires_at > starts_at),
  agreed_at       timestamptz not null,
  concluded_at    timestamptz not null,
  revoked_at      timestamptz
);
create index mandates_of_organisation on mandates (organisation_id, expires_at desc);
create index mandates_of_person on mandates (person_id, organisation_id);
select classify('mandates', 'plain', 'id journal_ref organisation_id duration language terms_hash starts_at expires_at agreed_at concluded_at revoked_at');
select classify('mandates', 'personal', 'person_id helper_id named_helpers');
select classify('mandates', 'sealed', 'terms');

-- What a draft renews, when it renews something.
alter table mandate_drafts add column renews uuid references mandates (id);
select classify('mandate_drafts', 'plain', 'renews');

-- One row per covered procedure, each revocable alone.
create table mandate_procedures (
  mandate_id uuid        not null references mandates (id),
  procedure  text        not null,
  revoked_at timestamptz,
  end_cause  text        check (end_cause in ('revoked', 'replaced')),
  channel    text,
  primary key (mandate_id, procedure),
  check ((revoked_at is null) = (end_cause is null))
);
select classify('mandate_procedures', 'plain', 'mandate_id procedure revoked_at end_cause channel');

-- Keyed fingerprints of the beginnings of names, by which an organisation finds its people. They go with the person.
create table name_prints (
  print     bytea not null,
  person_id uuid  not null references people (id),
  primary key (print, person_id)
);
create index name_prints_of_person on name_prints (person_id);
select classify('name_prints', 'secret', 'print');
select classify('name_prints', 'personal', 'person_id');

-- Relying parties. (Here, because a use points to one.)
create table clients (
  id              text        primary key,
  name            text        not null,
  dialect         text        not null check (dialect in ('direct', 'hub')),
  delegation_mode text        not null default 'none' check (delegation_mode in ('none', 'aware-act', 'aware-represents', 'hub')),
  procedures      text[]      not null,
  proof           text        not null default 'pkce' check (proof in ('pkce', 'nonce')),
  metadata        jsonb       not null,
  secret          bytea,
  disabled_at     timestamptz,
  created_at      timestamptz not null
);
select classify('clients', 'plain', 'id name dialect delegation_mode procedures proof metadata disabled_at created_at');
select classify('clients', 'secret', 'secret');

-- One taking-up of a mandate, by one helper, for one procedure, at one relying party.
create table uses (
  id              uuid        primary key,
  mandate_id      uuid        not null references mandates (id),
  person_id       uuid        not null references people (id),
  helper_id       uuid        not null references helpers (id),
  organisation_id uuid        not null references organisations (id),
  client_id       text        not null references clients (id),
  client_name     text        not null,
  procedure       text        not null,
  txn             text        not null unique,
  used_at         timestamptz not null,
  disclosed_at    timestamptz,
  ended_at        timestamptz
);
create index uses_of_mandate on uses (mandate_id, used_at desc);
create index uses_of_person on uses (person_id, used_at desc);
create index uses_of_helper on uses (helper_id, used_at desc);
create index uses_running_of_client on uses (client_id) where ended_at is null;
create index uses_running_of_helper on uses (helper_id) where ended_at is null;
create index uses_running_of_organisation on uses (organisation_id) where ended_at is null;
create index uses_running on uses (mandate_id, procedure) where ended_at is null;
select classify('uses', 'plain', 'id mandate_id organisation_id client_id client_name procedure txn used_at disclosed_at ended_at');
select classify('uses', 'personal', 'person_id helper_id');

create constraint trigger draft_is_journalled after insert or update on mandate_drafts
  deferrable initially deferred for each row execute function journal.must_log();
create constraint trigger mandate_is_journalled after insert or update on mandates
  deferrable initially deferred for each row execute function journal.must_log();
create constraint trigger covered_procedure_is_journalled after insert or update on mandate_procedures
  deferrable initially deferred for each row execute function journal.mandate_must_log();
create constraint trigger use_is_journalled after insert on uses
  deferrable initially deferred for each row execute function journal.mandate_must_log();

-- What was agreed and what was done stays: no right to remove it.
revoke delete on mandate_drafts, mandates, mandate_procedures, uses from procura_app;
