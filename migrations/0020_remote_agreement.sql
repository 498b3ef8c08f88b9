-- A person asked from afar: one living link a draft, to an address the helper was told.
alter table mandate_drafts add column requested_at timestamptz;
select classify('mandate_drafts', 'plain', 'requested_at');

create index mandate_drafts_requested on mandate_drafts (person_id) where state = 'awaiting_person' and requested_at is not null;

create table remote_requests (
  draft_id    uuid        primary key references mandate_drafts (id),
  token_hash  bytea       not null unique,
  channel     text        not null check (channel in ('email', 'sms')),
  address     bytea       not null,
  times_sent  integer     not null default 1 check (times_sent between 1 and 5),
  sent_at     timestamptz not null,
  opened_at   timestamptz,
  redeemed_at timestamptz
);
select classify('remote_requests', 'plain', 'draft_id channel times_sent sent_at opened_at redeemed_at');
select classify('remote_requests', 'sealed', 'address');
select classify('remote_requests', 'secret', 'token_hash');
