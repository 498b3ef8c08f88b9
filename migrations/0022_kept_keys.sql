-- Keys that outlive the master key: drawn once, wrapped by it, wrapped again when it changes. The key of the fingerprints is one: what
-- is found by a fingerprint could not be found again under another key.
create table kept_keys (
  purpose text  primary key,
  wrapped bytea not null
);
select classify('kept_keys', 'plain', 'purpose');
select classify('kept_keys', 'secret', 'wrapped');
revoke update, delete on kept_keys from procura_app;
