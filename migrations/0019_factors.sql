-- More ways to prove who one is: passkeys, cards that show codes, recovery codes. Tries are counted per helper, whatever they try.
create table second_factor_tries (
  helper_id     uuid        primary key references helpers (id),
  failures      integer     not null default 0,
  blocked_until timestamptz
);
select classify('second_factor_tries', 'plain', 'failures blocked_until');
select classify('second_factor_tries', 'personal', 'helper_id');

-- An application and a card, one of each; a card's clock drifts, in steps of its period. (failures and blocked_until are not read any more.)
alter table totp_factors
  add column kind         text     not null default 'application' check (kind in ('application', 'card')),
  add column period       smallint not null default 30 check (period in (30, 60)),
  add column drift        integer  not null default 0,
  add column last_used_at timestamptz;
drop index totp_factors_of_helper;
create unique index totp_factors_of_helper on totp_factors (helper_id, kind) where removed_at is null and confirmed_at is not null;
select classify('totp_factors', 'plain', 'kind period drift last_used_at');

-- The cards an organisation owns. One that is bound is somebody's factor as well.
create table totp_cards (
  organisation_id uuid        not null references organisations (id),
  serial          text        not null check (serial ~ '^[A-Z0-9-]{4,32}$'),
  seed            bytea       not null,
  period          smallint    not null check (period in (30, 60)),
  helper_id       uuid        references helpers (id),
  factor_id       uuid        references totp_factors (id),
  retired_at      timestamptz,
  retired_because text        check (retired_because in ('lost', 'broken')),
  imported_at     timestamptz not null,
  primary key (organisation_id, serial),
  check ((retired_at is null) = (retired_because is null)),
  check ((helper_id is null) = (factor_id is null)),
  check (retired_at is null or helper_id is null)
);
create unique index totp_cards_of_helper on totp_cards (helper_id) where helper_id is not null;
select classify('totp_cards', 'plain', 'serial organisation_id period factor_id retired_at retired_because imported_at');
select classify('totp_cards', 'personal', 'helper_id');
select classify('totp_cards', 'secret', 'seed');

-- Public keys of helpers' authenticators (WebAuthn). A credential belongs to one account for ever.
create table passkeys (
  id            uuid        primary key,
  helper_id     uuid        not null references helpers (id),
  credential_id text        not null unique,
  public_key    bytea       not null,
  counter       bigint      not null,
  transports    text[]      not null default '{}',
  name          text        not null,
  created_at    timestamptz not null,
  last_used_at  timestamptz,
  removed_at    timestamptz
);
create index passkeys_of_helper on passkeys (helper_id) where removed_at is null;
select classify('passkeys', 'plain', 'id public_key counter transports created_at last_used_at removed_at');
select classify('passkeys', 'personal', 'helper_id credential_id name');

-- What an authenticator is asked to sign: once, in the session that asked, within ten minutes.
create unlogged table webauthn_challenges (
  challenge_hash bytea       primary key,
  session_hash   bytea       not null,
  purpose        text        not null check (purpose in ('registration', 'proof')),
  expires_at     timestamptz not null
);
create index webauthn_challenges_by_end on webauthn_challenges (expires_at);
select classify('webauthn_challenges', 'plain', 'purpose expires_at');
select classify('webauthn_challenges', 'secret', 'challenge_hash session_hash');

-- For who lost everything else; each serves once. `shown` holds a code until its owner says they noted it.
create table recovery_codes (
  code_hash  bytea       primary key,
  helper_id  uuid        not null references helpers (id),
  shown      bytea,
  created_at timestamptz not null,
  used_at    timestamptz
);
create index recovery_codes_of_helper on recovery_codes (helper_id);
select classify('recovery_codes', 'plain', 'created_at used_at');
select classify('recovery_codes', 'personal', 'helper_id');
select classify('recovery_codes', 'secret', 'code_hash shown');

-- On what one signed in, in a few words.
alter table sessions add column device text;
select classify('sessions', 'personal', 'device');
