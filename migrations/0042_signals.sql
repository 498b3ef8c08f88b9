-- Where a relying party wants to be told that what it was given has ended: a back-channel logout, security events, or neither.
alter table clients add column logout_uri text, add column events_uri text;
select classify('clients', 'plain', 'logout_uri events_uri');

-- An ended use that its relying party was not told of yet is a fact the provider's worker finds here. What ended before is not told any more.
alter table uses add column signalled_at timestamptz;
update uses set signalled_at = ended_at where ended_at is not null;
create index uses_to_signal on uses (ended_at) where ended_at is not null and signalled_at is null;
select classify('uses', 'plain', 'signalled_at');

-- What a relying party is told: its id is the token's `jti`, however often it is sent.
create table signals (
  id         uuid        primary key,
  use_id     uuid        not null references uses (id),
  client_id  text        not null references clients (id),
  mandate_id uuid        not null references mandates (id),
  procedure  text        not null,
  kind       text        not null check (kind in ('logout', 'session-revoked', 'mandate-ended')),
  created_at timestamptz not null,
  due_at     timestamptz not null,
  expires_at timestamptz not null,
  attempts   integer     not null default 0,
  answer     text,
  told_at    timestamptz,
  failed_at  timestamptz,
  unique (use_id, kind),
  check (told_at is null or failed_at is null)
);
create index signals_due on signals (client_id, due_at) where told_at is null and failed_at is null;
-- A mandate ends once for a relying party, however many uses of it there were.
create unique index signals_once on signals (client_id, mandate_id, procedure) where kind = 'mandate-ended';
select classify('signals', 'plain', 'id use_id client_id mandate_id procedure kind created_at due_at expires_at attempts answer told_at failed_at');
revoke delete on signals from procura_app;
