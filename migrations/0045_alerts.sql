-- How far a reader of the journal has come: what it read is done, and is done again without harm if this line was not moved.
create table journal_readers (
  name     text   primary key,
  entry_id bigint not null
);
select classify('journal_readers', 'plain', 'name entry_id');

-- What a rule noticed, once for each subject and quiet time. It opened a case, or was held back because its rule is muted.
create table alerts (
  id              uuid        primary key,
  rule            text        not null,
  subject         text        not null,
  quiet           bigint      not null,
  entry_id        bigint      not null,
  at              timestamptz not null,
  raised_at       timestamptz not null,
  helper_id       uuid        references helpers (id),
  organisation_id uuid        references organisations (id),
  mandate_id      uuid        references mandates (id),
  use_id          uuid        references uses (id),
  noticed         jsonb       not null,
  case_id         uuid        references cases (id),
  unique (rule, subject, quiet)
);
create index alerts_by_time on alerts (raised_at desc);
create index alerts_of_rule on alerts (rule, raised_at desc);
create index alerts_of_organisation on alerts (organisation_id, raised_at desc) where organisation_id is not null;
select classify('alerts', 'plain', 'id rule quiet entry_id at raised_at organisation_id mandate_id use_id noticed case_id');
select classify('alerts', 'personal', 'helper_id subject');
revoke delete on alerts from procura_app;

-- A rule that noticed too much in a day opens no cases until a supervisor has looked at it.
create table alert_mutes (
  rule     text        primary key,
  muted_at timestamptz not null
);
select classify('alert_mutes', 'plain', 'rule muted_at');

-- When an organisation helps; none said: weekdays from 7 to 21, in Paris.
create table organisation_hours (
  organisation_id uuid        primary key references organisations (id),
  days            smallint[]  not null check (days <@ '{1,2,3,4,5,6,7}' and cardinality(days) > 0),
  opens           smallint    not null check (opens >= 0),
  closes          smallint    not null check (closes <= 1440 and closes > opens),
  declared_at     timestamptz not null
);
select classify('organisation_hours', 'plain', 'organisation_id days opens closes declared_at');

-- A keyed fingerprint of the device that asked from afar and of the one that answered: whether they are the same, never which.
alter table remote_requests add column asked_device_print bytea, add column answered_device_print bytea;
select classify('remote_requests', 'secret', 'asked_device_print answered_device_print');
