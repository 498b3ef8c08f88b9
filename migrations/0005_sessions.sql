-- Who is in front of us. Only hashes of what the browser holds are kept.
create table sessions (
  id_hash          bytea       primary key,
  helper_id        uuid,
  organisation_id  uuid,
  first_factor_at  timestamptz,
  second_factor_at timestamptz,
  return_to        text,
  language         text,
  created_at       timestamptz not null,
  seen_at          timestamptz not null,
  expires_at       timestamptz not null
);
create index sessions_of_helper on sessions (helper_id) where helper_id is not null;
create index sessions_by_end on sessions (expires_at);
select classify('sessions', 'plain', 'organisation_id first_factor_at second_factor_at return_to language created_at seen_at expires_at');
select classify('sessions', 'personal', 'helper_id');
select classify('sessions', 'secret', 'id_hash');

-- Counters of rate-limiter-flexible; losing them in a crash costs nothing.
create unlogged table rate_limits (
  key    varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);
create index rate_limits_by_end on rate_limits (expire);
select classify('rate_limits', 'plain', 'key points expire');
