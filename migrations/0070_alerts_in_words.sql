-- What a rule noticed, in numbers: a case says it in the language of who reads it.
alter table cases add column noticed jsonb;
select classify('cases', 'plain', 'noticed');

-- Cases that were concluded are found again, the latest first.
create index cases_by_end on cases (closed_at desc) where closed_at is not null;

-- A rule that says so stops the helper it noticed: nobody decided it, the rule did, until a supervisor lifts it.
alter table suspensions alter column suspended_by drop not null, add column rule text,
  add constraint suspensions_by_somebody_or_a_rule check ((suspended_by is null) = (rule is not null));
select classify('suspensions', 'plain', 'rule');
