-- Acts a relying party declares sensitive: each needs the person's own confirmation, by a code only they receive.
alter table clients add column sensitive_acts text[] not null default '{}';
select classify('clients', 'plain', 'sensitive_acts');

-- The sensitive acts a use was taken up for; each of them confirmed.
alter table uses add column sensitive_acts text[] not null default '{}';
select classify('uses', 'plain', 'sensitive_acts');

-- One question to the person: these acts, of this mandate, by this helper, at this relying party, in this request; good for one use.
create table confirmations (
  id           uuid        primary key,
  request_hash bytea       not null,
  mandate_id   uuid        not null references mandates (id),
  helper_id    uuid        not null references helpers (id),
  client_id    text        not null references clients (id),
  procedure    text        not null,
  acts         text[]      not null check (cardinality(acts) > 0),
  print        bytea       not null,
  tries        integer     not null default 0,
  created_at   timestamptz not null,
  expires_at   timestamptz not null check (expires_at > created_at),
  confirmed_at timestamptz,
  use_id       uuid        unique references uses (id),
  check (use_id is null or confirmed_at is not null)
);
create index confirmations_of_request on confirmations (request_hash, created_at desc);
create index confirmations_of_mandate on confirmations (mandate_id, created_at desc);
select classify('confirmations', 'plain', 'id mandate_id client_id procedure acts tries created_at expires_at confirmed_at use_id');
select classify('confirmations', 'personal', 'helper_id');
select classify('confirmations', 'secret', 'request_hash print');

create constraint trigger confirmation_is_journalled after insert or update on confirmations
  deferrable initially deferred for each row execute function journal.mandate_must_log();

revoke delete on confirmations from procura_app;
