-- What a supervisor stops, and what they check.

-- A suspension decided above the organisations: of a helper everywhere, of an organisation, of a relying party. What is not lifted is in
-- force. The words of who decided are in the journal. `tells`: the persons concerned are told, some at a time, in the order of their ids.
create table suspensions (
  id           uuid        primary key,
  kind         text        not null check (kind in ('helper', 'organisation', 'client')),
  target       text        not null,
  suspended_by uuid        not null references helpers (id),
  suspended_at timestamptz not null,
  lifted_by    uuid        references helpers (id),
  lifted_at    timestamptz,
  tells        boolean     not null default false,
  told_after   uuid,
  told         integer     not null default 0,
  told_at      timestamptz,
  check ((lifted_by is null) = (lifted_at is null))
);
create unique index suspensions_standing on suspensions (kind, target) where lifted_at is null;
create index suspensions_by_time on suspensions (suspended_at desc);
create index suspensions_of on suspensions (kind, target, suspended_at desc);
create index suspensions_to_tell on suspensions (suspended_at) where tells and told_at is null;
select classify('suspensions', 'plain', 'id kind suspended_at lifted_at tells told_after told told_at');
select classify('suspensions', 'personal', 'target suspended_by lifted_by');
revoke delete on suspensions from procura_app;

-- Whom a suspension of a helper or a relying party concerns: those whose mandates they took up.
create index uses_of_client on uses (client_id, person_id);

-- A verification of the whole journal that somebody asked for on a page; one at a time. Whoever runs it says so now and then.
create table verifications (
  id            uuid        primary key,
  requested_by  uuid        not null references helpers (id),
  requested_at  timestamptz not null,
  running_until timestamptz not null,
  runs          integer     not null default 0,
  done          bigint      not null default 0,
  size          bigint      not null default 0,
  faults        integer     not null default 0,
  first_fault   text,
  finished_at   timestamptz
);
create unique index verifications_running on verifications ((finished_at is null)) where finished_at is null;
create index verifications_by_end on verifications (finished_at desc) where finished_at is not null;
select classify('verifications', 'plain', 'id requested_at running_until runs done size faults first_fault finished_at');
select classify('verifications', 'personal', 'requested_by');
revoke delete on verifications from procura_app;

-- How an organisation stood on some day is read in the record: few of its entries say it.
create index entry_index_of_standing on journal.entry_index (organisation_id, entry_id desc)
  where event in ('organisation_certified', 'organisation_suspended', 'organisation_suspension_lifted', 'organisation_withdrawn', 'procedures_restricted');

-- What somebody was sent about a use: by whose key sealed it, and when.
create index outbox_of_subject on outbox (subject_ref, created_at) where subject_ref is not null;
