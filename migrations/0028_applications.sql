-- An organisation asks to be certified: what it says of itself, who will help, what it declares, and what was answered.

-- How an organisation is found and reached: for the public directory.
alter table organisations
  add column postal_code   text,
  add column city          text,
  add column phone         text,
  add column email         text,
  add column website       text,
  add column opening_hours text,
  add column changed_at    timestamptz;
select classify('organisations', 'plain', 'postal_code city phone email website opening_hours changed_at');

create table applications (
  id              uuid        primary key,
  subject_ref     uuid        not null unique references journal.subject_keys (subject_ref),
  mailbox         bytea       not null, -- keyed fingerprint of the applicant's address
  people          bytea,                -- the applicant's address, the manager, the helpers; sealed, and forgotten when the application lapses
  helpers_count   integer     not null default 0,
  language        text        not null,
  state           text        not null check (state in ('draft', 'submitted', 'changes_requested', 'accepted', 'refused', 'lapsed')),
  siret           text        check (siret ~ '^[0-9]{14}$'),
  name            text,
  kind            text,
  address         text,
  postal_code     text,
  city            text,
  territory       text,
  phone           text,
  email           text,
  website         text,
  opening_hours   text,
  declarations    text[]      not null default '{}',
  organisation_id uuid        references organisations (id),
  created_at      timestamptz not null,
  changed_at      timestamptz not null,
  submitted_at    timestamptz,
  decided_at      timestamptz,
  expires_at      timestamptz not null,
  check (state in ('draft', 'changes_requested', 'lapsed')
         or (siret is not null and name is not null and people is not null and cardinality(declarations) = 5 and submitted_at is not null)),
  check ((state = 'accepted') = (organisation_id is not null)),
  check ((state in ('accepted', 'refused')) = (decided_at is not null))
);
create unique index applications_underway on applications (siret) where state in ('submitted', 'changes_requested');
create index applications_of_mailbox on applications (mailbox) where state in ('draft', 'submitted', 'changes_requested');
create index applications_in_turn on applications (state, changed_at, id);
create index applications_by_end on applications (expires_at) where state in ('draft', 'changes_requested');
select classify('applications', 'plain', 'id subject_ref helpers_count language state siret name kind address postal_code city territory phone email website opening_hours declarations organisation_id created_at changed_at submitted_at decided_at expires_at');
select classify('applications', 'sealed', 'people');
select classify('applications', 'secret', 'mailbox');

-- The links by mail, each used once.
create table application_links (
  token_hash     bytea       primary key,
  application_id uuid        not null references applications (id),
  created_at     timestamptz not null,
  expires_at     timestamptz not null,
  redeemed_at    timestamptz
);
create index application_links_by_end on application_links (expires_at);
select classify('application_links', 'plain', 'application_id created_at expires_at redeemed_at');
select classify('application_links', 'secret', 'token_hash');

create table application_messages (
  id             uuid        primary key,
  application_id uuid        not null references applications (id),
  operator_id    uuid        references helpers (id), -- null: the applicant wrote
  kind           text        not null check (kind in ('message', 'changes', 'refusal', 'acceptance')),
  text           bytea       not null,
  sent_at        timestamptz not null
);
create index application_messages_in_order on application_messages (application_id, sent_at);
select classify('application_messages', 'plain', 'id application_id kind sent_at');
select classify('application_messages', 'personal', 'operator_id');
select classify('application_messages', 'sealed', 'text');

-- Whose application a browser came for, with a link from the mailbox.
alter table sessions add column application_id uuid;
select classify('sessions', 'plain', 'application_id');
