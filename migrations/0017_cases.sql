-- What a person contests: a use, answered by the organisation's manager, and closed by the person or by a supervisor outside it.
create table cases (
  id              uuid        primary key,
  use_id          uuid        not null references uses (id),
  mandate_id      uuid        not null references mandates (id),
  person_id       uuid        not null references people (id),
  organisation_id uuid        not null references organisations (id),
  helper_id       uuid        not null references helpers (id),
  state           text        not null check (state in ('with_manager', 'answered', 'with_supervisor', 'closed')),
  opened_at       timestamptz not null,
  due_at          timestamptz,
  closed_at       timestamptz,
  check ((state = 'closed') = (closed_at is not null)),
  check ((state = 'with_manager') = (due_at is not null))
);
create unique index cases_open_of_use on cases (use_id) where closed_at is null;
create index cases_of_person on cases (person_id, opened_at desc);
create index cases_of_organisation on cases (organisation_id, opened_at desc);
create index cases_open on cases (opened_at) where closed_at is null;
select classify('cases', 'plain', 'id use_id mandate_id organisation_id state opened_at due_at closed_at');
select classify('cases', 'personal', 'person_id helper_id');

-- Who did what about it, in order; their words are sealed with the person's key. Added to only.
create table case_steps (
  id       uuid        primary key,
  case_id  uuid        not null references cases (id),
  n        integer     not null,
  act      text        not null,
  actor    text        not null check (actor in ('person', 'manager', 'supervisor')),
  staff_id uuid        references helpers (id),
  words    bytea,
  at       timestamptz not null,
  unique (case_id, n),
  check ((actor = 'person') = (staff_id is null))
);
select classify('case_steps', 'plain', 'id case_id n act actor at');
select classify('case_steps', 'personal', 'staff_id');
select classify('case_steps', 'sealed', 'words');

create constraint trigger case_is_journalled after insert or update on cases
  deferrable initially deferred for each row execute function journal.mandate_must_log();

revoke delete on cases from procura_app;
revoke update, delete on case_steps from procura_app;
