-- Whom an accepted application named as helpers is invited a batch after the other: in one transaction, two thousand of them held the journal
-- for six seconds. In whose name the next ones are, and how many came before them; null once none is left.
alter table applications
  add column invites_as    uuid    references helpers (id),
  add column invited_count integer not null default 0 check (invited_count >= 0),
  add check (invites_as is null or state = 'accepted');
select classify('applications', 'personal', 'invites_as');
select classify('applications', 'plain', 'invited_count');
create index applications_inviting on applications (organisation_id, decided_at) where invites_as is not null;
-- Those an organisation invited, the latest first.
create index invitations_in_turn on invitations (organisation_id, created_at desc, id);
