-- What we tell people: queued in the transaction of what it tells, sent after it, then forgotten: only that it left is kept.
create table outbox (
  id          uuid        primary key,
  channel     text        not null check (channel in ('email', 'sms')),
  subject_ref uuid,
  message     bytea,
  kind        text        not null,
  due_at      timestamptz not null,
  expires_at  timestamptz not null,
  attempts    integer     not null default 0,
  sent_at     timestamptz,
  failed_at   timestamptz,
  created_at  timestamptz not null,
  check (sent_at is null or failed_at is null),
  check ((message is null) = (sent_at is not null or failed_at is not null))
);
create index outbox_due on outbox (due_at) where sent_at is null and failed_at is null;
select classify('outbox', 'plain', 'id channel subject_ref kind due_at expires_at attempts sent_at failed_at created_at');
select classify('outbox', 'sealed', 'message');
