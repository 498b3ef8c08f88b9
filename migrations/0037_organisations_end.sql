-- An organisation that ends: its mandates end a batch after the other, its members leave or move. What was before is not rewritten.
create table organisation_endings (
  id              uuid        primary key,
  organisation_id uuid        not null references organisations (id),
  cause           text        not null check (cause in ('organisation_withdrawn', 'organisation_closed', 'organisation_merged')),
  into_id         uuid        references organisations (id),
  reason          text        not null,
  asked_at        timestamptz not null,
  finished_at     timestamptz,
  check ((cause = 'organisation_merged') = (into_id is not null)),
  check (into_id <> organisation_id)
);
create index organisation_endings_open on organisation_endings (asked_at) where finished_at is null;
create index organisation_endings_of on organisation_endings (organisation_id, asked_at desc);
select classify('organisation_endings', 'plain', 'id organisation_id cause into_id reason asked_at finished_at');
revoke delete on organisation_endings from procura_app;

-- What is left to end of an organisation: the next batch is found without reading those ended before.
create index mandates_running_of_organisation on mandates (organisation_id, expires_at) where revoked_at is null;
