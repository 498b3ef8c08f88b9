-- By what a mandate is ended without signing in. Found by its keyed fingerprint; sealed with the person's key, to be printed again.
create table stop_codes (
  mandate_id uuid        primary key references mandates (id),
  print      bytea       not null unique,
  code       bytea       not null,
  made_at    timestamptz not null
);
select classify('stop_codes', 'plain', 'mandate_id made_at');
select classify('stop_codes', 'secret', 'print');
select classify('stop_codes', 'sealed', 'code');

create constraint trigger stop_code_is_journalled after insert on stop_codes
  deferrable initially deferred for each row execute function journal.mandate_must_log();
revoke update, delete on stop_codes from procura_app;

-- A browser that gave a right code: it may end that mandate and fetch the certificate, for a short while.
create table stop_holders (
  session    bytea       primary key references sessions (id_hash) on delete cascade,
  mandate_id uuid        not null references mandates (id),
  proved_at  timestamptz not null
);
select classify('stop_holders', 'plain', 'mandate_id proved_at');
select classify('stop_holders', 'secret', 'session');
