-- How helpers prove who they are, and what we asked of those who vouch for others.
create table sign_in_links (
  token_hash  bytea       primary key,
  helper_id   uuid        not null references helpers (id),
  created_at  timestamptz not null,
  expires_at  timestamptz not null,
  redeemed_at timestamptz
);
create index sign_in_links_by_end on sign_in_links (expires_at);
select classify('sign_in_links', 'plain', 'created_at expires_at redeemed_at');
select classify('sign_in_links', 'personal', 'helper_id');
select classify('sign_in_links', 'secret', 'token_hash');

create table totp_factors (
  id            uuid        primary key,
  helper_id     uuid        not null references helpers (id),
  secret        bytea       not null,
  label         text        not null,
  last_step     bigint      not null default 0,
  failures      integer     not null default 0,
  blocked_until timestamptz,
  confirmed_at  timestamptz,
  removed_at    timestamptz,
  created_at    timestamptz not null
);
create unique index totp_factors_of_helper on totp_factors (helper_id) where removed_at is null and confirmed_at is not null;
create unique index totp_factors_begun on totp_factors (helper_id) where removed_at is null and confirmed_at is null;
select classify('totp_factors', 'plain', 'id label last_step failures blocked_until confirmed_at removed_at created_at');
select classify('totp_factors', 'personal', 'helper_id');
select classify('totp_factors', 'secret', 'secret');

-- A person's session upstream is ended at once: that sign-out has a state of its own, and comes back to where the callback decided.
create table upstream_requests (
  state_hash          bytea       primary key,
  session_hash        bytea       not null,
  purpose             text        not null check (purpose in ('helper', 'person')),
  draft_id            uuid,
  secrets             bytea       not null,
  sign_out_state_hash bytea       unique,
  returns_to          text,
  refusal             text,
  created_at          timestamptz not null,
  expires_at          timestamptz not null,
  redeemed_at         timestamptz,
  check ((purpose = 'person') = (draft_id is not null)),
  check ((sign_out_state_hash is null) = (returns_to is null))
);
create index upstream_requests_by_end on upstream_requests (expires_at);
select classify('upstream_requests', 'plain', 'purpose draft_id returns_to refusal created_at expires_at redeemed_at');
select classify('upstream_requests', 'secret', 'state_hash session_hash secrets sign_out_state_hash');
