-- A message that leaves only once another has left: the question after what it is about.
alter table outbox add column follows uuid references outbox (id);
select classify('outbox', 'plain', 'follows');

-- A person known here was asked by SMS whether they agree to a draft: to which number, about which text, and in which words.
-- The number is a keyed fingerprint, gone when the person is erased.
create table sms_questions (
  draft_id       uuid        primary key references mandate_drafts (id),
  person_id      uuid        not null references people (id),
  print          bytea,
  terms_hash     bytea       not null,
  words          bytea       not null,
  message_id     uuid        not null,
  asked_at       timestamptz not null,
  asked_again_at timestamptz,
  given_up_at    timestamptz
);
create index sms_questions_by_print on sms_questions (print, asked_at desc);
create index sms_questions_of_person on sms_questions (person_id);
select classify('sms_questions', 'plain', 'draft_id terms_hash message_id asked_at asked_again_at given_up_at');
select classify('sms_questions', 'personal', 'person_id');
select classify('sms_questions', 'secret', 'print');
select classify('sms_questions', 'sealed', 'words');
revoke delete on sms_questions from procura_app;
