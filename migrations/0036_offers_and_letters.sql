-- A person offers a mandate to an organisation: drafted and signed by the person alone, then accepted by one of its helpers, or declined.
alter table mandate_drafts alter column helper_id drop not null;
alter table mandate_drafts add column offered_at timestamptz, add column reply bytea;
alter table mandate_drafts add constraint mandate_drafts_drafted_by check (helper_id is not null or offered_at is not null);
create index mandate_drafts_offered on mandate_drafts (organisation_id, agreed_at) where state = 'awaiting_helper' and offered_at is not null;
create index mandate_drafts_offered_by on mandate_drafts (person_id, created_at desc) where offered_at is not null;
select classify('mandate_drafts', 'plain', 'offered_at');
select classify('mandate_drafts', 'sealed', 'reply');

-- A letter that an organisation printed for a person whom no message reaches: by whom and when. What it says is the news taken for it.
create table letters (
  id              uuid        primary key,
  person_id       uuid        not null references people (id),
  organisation_id uuid        not null references organisations (id),
  helper_id       uuid        not null references helpers (id),
  printed_at      timestamptz not null
);
create index letters_of_organisation on letters (organisation_id, printed_at desc);
create index letters_of_person on letters (person_id);
select classify('letters', 'plain', 'id organisation_id printed_at');
select classify('letters', 'personal', 'person_id helper_id');
revoke update, delete on letters from procura_app;
alter table news add column letter_id uuid references letters (id);
create index news_of_letter on news (letter_id) where letter_id is not null;
select classify('news', 'plain', 'letter_id');

-- What managers were told about a case that waits for their organisation, once each.
create table case_reminders (
  case_id uuid        not null references cases (id),
  kind    text        not null check (kind in ('waiting', 'due_soon')),
  due_at  timestamptz not null,
  told_at timestamptz not null,
  primary key (case_id, kind, due_at)
);
select classify('case_reminders', 'plain', 'case_id kind due_at told_at');
revoke update, delete on case_reminders from procura_app;
