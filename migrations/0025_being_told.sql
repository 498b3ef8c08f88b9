-- What is told later: gathered into a digest, or printed as a letter. Never what was done, only that something was, and when.
create table news (
  id              uuid        primary key,
  person_id       uuid        not null references people (id),
  organisation_id uuid        not null references organisations (id),
  mandate_id      uuid        not null references mandates (id),
  kind            text        not null check (kind in ('concluded', 'used', 'ends_soon', 'ended', 'expired')),
  way             text        not null check (way in ('digest', 'letter')),
  happened_at     timestamptz not null,
  due_at          timestamptz not null,
  told_at         timestamptz
);
create index news_due on news (due_at) where told_at is null and way = 'digest';
create index news_of_person on news (person_id) where told_at is null;
create index news_to_print on news (organisation_id, person_id) where told_at is null and way = 'letter';
select classify('news', 'plain', 'id organisation_id mandate_id kind way happened_at due_at told_at');
select classify('news', 'personal', 'person_id');

-- What is told once in the life of a mandate, whoever's turn it is to notice.
create table reminders (
  mandate_id uuid        not null references mandates (id),
  kind       text        not null check (kind in ('ends_soon', 'expired')),
  told_at    timestamptz not null,
  primary key (mandate_id, kind)
);
create index mandates_by_end on mandates (expires_at) where revoked_at is null;
select classify('reminders', 'plain', 'mandate_id kind told_at');
revoke update, delete on reminders from procura_app;

-- The SMS that came in, each once, by the gateway's id. Not what they said.
create table received_sms (
  id          text        primary key check (length(id) between 1 and 100),
  received_at timestamptz not null
);
create index received_sms_by_age on received_sms (received_at);
select classify('received_sms', 'plain', 'id received_at');

-- Numbers that were told politely that we did not understand, so that they are not told again the same day.
create table sms_courtesies (
  print   bytea       primary key,
  told_at timestamptz not null
);
create index sms_courtesies_by_age on sms_courtesies (told_at);
select classify('sms_courtesies', 'plain', 'told_at');
select classify('sms_courtesies', 'secret', 'print');

-- A message that could not leave keeps what it says until an operator has it tried again or drops it.
alter table outbox add column fault text;
select classify('outbox', 'plain', 'fault');
alter table outbox drop constraint outbox_check1;
alter table outbox add check (sent_at is null or message is null);
alter table outbox add check (message is not null or sent_at is not null or failed_at is not null);
create index outbox_dead on outbox (failed_at) where failed_at is not null and message is not null;
