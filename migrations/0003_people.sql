-- The persons who can give a mandate. Who they are is sealed with their own key.
create table people (
  id                     uuid        primary key,
  subject_ref            uuid        not null unique references journal.subject_keys (subject_ref),
  upstream_subject_hash  bytea       not null unique,
  identity               bytea       not null,
  language               text        not null default 'fr',
  identified_at          timestamptz not null,
  created_at             timestamptz not null
);
select classify('people', 'plain', 'id subject_ref language identified_at created_at');
select classify('people', 'secret', 'upstream_subject_hash');
select classify('people', 'sealed', 'identity');
