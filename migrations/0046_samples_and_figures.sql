-- A random sample of an organisation's or a helper's uses, to be reviewed: what was drawn can be drawn again by anybody, from the root
-- of a signed checkpoint and the parameters.
create table samples (
  id              uuid        primary key,
  drawn_by        uuid        not null references helpers (id),
  drawn_at        timestamptz not null,
  organisation_id uuid        not null references organisations (id),
  helper_id       uuid        references helpers (id),
  starts_at       timestamptz not null,
  ends_at         timestamptz not null check (ends_at > starts_at),
  tree_size       bigint      not null references journal.checkpoints (size),
  root            bytea       not null check (octet_length(root) = 32),
  seed            bytea       not null check (octet_length(seed) = 32),
  up_to           bigint      not null,
  wanted          integer     not null check (wanted between 1 and 200),
  population      integer     not null check (population > 0)
);
create index samples_of_organisation on samples (organisation_id, drawn_at desc);
create index samples_by_time on samples (drawn_at desc);
select classify('samples', 'plain', 'id drawn_at organisation_id starts_at ends_at tree_size root seed up_to wanted population');
select classify('samples', 'personal', 'drawn_by helper_id');
revoke update, delete on samples from procura_app;

-- What was drawn, and what a supervisor thinks of it; the note is sealed with the person's key. Reviewed once.
create table sample_lines (
  sample_id   uuid        not null references samples (id),
  n           integer     not null check (n > 0),
  leaf_id     uuid        not null,
  use_id      uuid        not null references uses (id),
  verdict     text        check (verdict in ('good', 'doubtful', 'bad')),
  note        bytea,
  reviewed_by uuid        references helpers (id),
  reviewed_at timestamptz,
  case_id     uuid        references cases (id),
  primary key (sample_id, n),
  check ((verdict is null) = (reviewed_by is null) and (verdict is null) = (reviewed_at is null)),
  check (case_id is null or verdict = 'bad')
);
select classify('sample_lines', 'plain', 'sample_id n leaf_id use_id verdict reviewed_at case_id');
select classify('sample_lines', 'personal', 'reviewed_by');
select classify('sample_lines', 'sealed', 'note');
revoke delete on sample_lines from procura_app;

-- Counted once from the journal, as it grows, a day in Paris: uses by procedure, refusals by code, endings; of no organisation: null.
create table figure_days (
  day             date    not null,
  organisation_id uuid    references organisations (id),
  measure         text    not null check (measure in ('uses', 'refusals', 'endings')),
  key             text    not null,
  count           integer not null check (count > 0),
  unique nulls not distinct (measure, day, organisation_id, key)
);
create index figure_days_of_organisation on figure_days (organisation_id, measure, day);
select classify('figure_days', 'plain', 'day organisation_id measure key count');

-- How long it takes until the services are told of an end, over a month.
create index signals_by_time on signals (created_at);
