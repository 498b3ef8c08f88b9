-- A person at home: their session, the language they chose, and what they may sign in for.
alter table sessions
  add column person_id    uuid,
  add column idle_minutes smallint check (idle_minutes > 0),
  add constraint sessions_are_of_one check (helper_id is null or person_id is null);
create index sessions_of_person on sessions (person_id) where person_id is not null;
select classify('sessions', 'plain', 'idle_minutes');
select classify('sessions', 'personal', 'person_id');

-- Null: nobody asked them yet.
alter table people add column language_chosen_at timestamptz;
select classify('people', 'plain', 'language_chosen_at');

-- A person signs in upstream beside a helper, for their own space, and for what later migrations add: the code names the purposes.
-- `returns_to` holds where they were going, until the outcome says better.
alter table upstream_requests
  drop constraint upstream_requests_purpose_check,
  drop constraint upstream_requests_check,
  drop constraint upstream_requests_check1,
  add constraint upstream_requests_purpose_check check (purpose ~ '^[a-z-]{1,40}$'),
  add constraint upstream_requests_of_draft check (purpose <> 'person' or draft_id is not null),
  add constraint upstream_requests_outcome check (sign_out_state_hash is null or returns_to is not null);
