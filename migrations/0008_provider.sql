-- Storage of the OpenID provider: keys as hashes, payloads sealed. Nothing here outlives half an hour, and a payload that a crash
-- took away is only refused: so it is not logged, and writing it does not wait for the disk.
create unlogged table oidc_payloads (
  id_hash     bytea       primary key,
  model       text        not null,
  payload     bytea       not null,
  use_id      uuid,
  helper_id   uuid,
  expires_at  timestamptz not null,
  ends_at     timestamptz not null,
  consumed_at timestamptz
) with (fillfactor = 70);
create index oidc_payloads_of_use on oidc_payloads (use_id) where use_id is not null;
create index oidc_payloads_by_end on oidc_payloads (expires_at);
select classify('oidc_payloads', 'plain', 'model use_id expires_at ends_at consumed_at');
select classify('oidc_payloads', 'personal', 'helper_id');
select classify('oidc_payloads', 'secret', 'id_hash');
select classify('oidc_payloads', 'sealed', 'payload');

-- Assertions and proofs already shown: each is accepted once.
create table oidc_replays (
  id_hash    bytea       primary key,
  expires_at timestamptz not null
);
create index oidc_replays_by_end on oidc_replays (expires_at);
select classify('oidc_replays', 'plain', 'expires_at');
select classify('oidc_replays', 'secret', 'id_hash');

-- Signing keys: next (published, not yet signing), current, retired (published until what it signed is forgotten).
create table signing_keys (
  kid         text        primary key,
  algorithm   text        not null,
  private_key bytea       not null,
  public_key  jsonb       not null,
  created_at  timestamptz not null,
  current_at  timestamptz,
  retired_at  timestamptz,
  check (retired_at is null or current_at is not null)
);
create unique index signing_keys_current on signing_keys (algorithm) where current_at is not null and retired_at is null;
create unique index signing_keys_next on signing_keys (algorithm) where current_at is null;
select classify('signing_keys', 'plain', 'kid algorithm public_key created_at current_at retired_at');
select classify('signing_keys', 'secret', 'private_key');
