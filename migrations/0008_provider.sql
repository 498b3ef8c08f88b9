-- Storage of the OpenID provider: keys as hashes, payloads sealed.
create table oidc_payloads (
  model       text        not null,
  id_hash     bytea       not null,
  payload     bytea       not null,
  grant_hash  bytea,
  uid_hash    bytea,
  use_id      uuid,
  expires_at  timestamptz,
  consumed_at timestamptz,
  primary key (model, id_hash)
);
create index oidc_payloads_of_grant on oidc_payloads (grant_hash) where grant_hash is not null;
create index oidc_payloads_by_uid on oidc_payloads (uid_hash) where uid_hash is not null;
create index oidc_payloads_of_use on oidc_payloads (use_id) where use_id is not null;
create index oidc_payloads_by_end on oidc_payloads (expires_at);
select classify('oidc_payloads', 'plain', 'model use_id expires_at consumed_at');
select classify('oidc_payloads', 'secret', 'id_hash grant_hash uid_hash');
select classify('oidc_payloads', 'sealed', 'payload');

-- Signing keys: next (published, not yet signing), current, retired (published until what it signed is forgotten).
create table signing_keys (
  kid         text        primary key,
  algorithm   text        not null,
  private_key bytea       not null,
  public_key  jsonb       not null,
  created_at  timestamptz not null,
  current_at  timestamptz,
  retired_at  timestamptz
);
select classify('signing_keys', 'plain', 'kid algorithm public_key created_at current_at retired_at');
select classify('signing_keys', 'secret', 'private_key');
