-- Since when an applicant waits for a word from operators, whatever became of the application: what they wrote before handing it in, or
-- after a decision, was in no list. Whichever code writes the message, it is counted here.
alter table applications add column asked_at timestamptz;
select classify('applications', 'plain', 'asked_at');
create function note_who_waits() returns trigger language plpgsql as $$
begin
  update applications
     set asked_at = case when new.operator_id is null then coalesce(asked_at, new.sent_at) end
   where id = new.application_id;
  return null;
end $$;
create trigger who_waits_is_noted after insert on application_messages for each row execute function note_who_waits();

update applications
   set asked_at = waiting.since
  from (
         select application_id, min(sent_at) as since
           from application_messages as asked
          where operator_id is null
            and not exists (
                  select from application_messages as answered
                   where answered.application_id = asked.application_id and answered.operator_id is not null and answered.sent_at >= asked.sent_at
                )
          group by application_id
       ) as waiting
 where waiting.application_id = applications.id;
create index applications_asking on applications (asked_at, id) where asked_at is not null and state <> 'lapsed';
