-- A session gets a new identifier each time its second factor is given again. What was bound to it, forms and questions that wait in other
-- pages, stays bound to what it was called first.
alter table sessions add column root_hash bytea;
select classify('sessions', 'secret', 'root_hash');

alter table stop_holders drop constraint stop_holders_session_fkey,
  add constraint stop_holders_session_fkey foreign key (session) references sessions (id_hash) on update cascade on delete cascade;

-- What was left without a sign of life is forgotten within the minute, no longer at the end of its twelve hours.
create index sessions_by_sign on sessions (seen_at);
