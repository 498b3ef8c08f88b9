-- Certified bodies and their helpers.
create table organisations (
  id                       uuid        primary key,
  siret                    text        not null unique check (siret ~ '^[0-9]{14}$'),
  name                     text        not null,
  kind                     text        not null,
  address                  text        not null,
  territory                text        not null,
  excluded_procedures      text[]      not null default '{}',
  certified_at             timestamptz,
  certification_expires_at timestamptz,
  suspended_at             timestamptz,
  withdrawn_at             timestamptz,
  created_at               timestamptz not null
);
select classify('organisations', 'plain', 'id siret name kind address territory excluded_procedures certified_at certification_expires_at suspended_at withdrawn_at created_at');

create table helpers (
  id                       uuid        primary key,
  subject_ref              uuid        not null unique references journal.subject_keys (subject_ref),
  email                    text        not null,
  given_name               text        not null,
  family_name              text        not null,
  certified_at             timestamptz,
  certification_expires_at timestamptz,
  suspended_at             timestamptz,
  withdrawn_at             timestamptz,
  created_at               timestamptz not null
);
create unique index helpers_by_email on helpers (lower(email));
select classify('helpers', 'plain', 'id subject_ref certified_at certification_expires_at suspended_at withdrawn_at created_at');
select classify('helpers', 'personal', 'email given_name family_name');

create table memberships (
  helper_id       uuid        not null references helpers (id),
  organisation_id uuid        not null references organisations (id),
  role            text        not null check (role in ('helper', 'manager')),
  joined_at       timestamptz not null,
  left_at         timestamptz,
  primary key (helper_id, organisation_id, joined_at)
);
create unique index memberships_current on memberships (helper_id, organisation_id) where left_at is null;
create index memberships_of_organisation on memberships (organisation_id) where left_at is null;
select classify('memberships', 'plain', 'organisation_id role joined_at left_at');
select classify('memberships', 'personal', 'helper_id');
