-- A supervisor who lifts a suspension says whether the persons concerned are told so too, some at a time like the suspension itself.
alter table suspensions add column lift_tells boolean not null default false, add column lift_told_after uuid,
  add column lift_told integer not null default 0, add column lift_told_at timestamptz,
  add constraint suspensions_lift_tells check (not lift_tells or lifted_at is not null);
create index suspensions_to_tell_lifted on suspensions (lifted_at) where lift_tells and lift_told_at is null;
select classify('suspensions', 'plain', 'lift_tells lift_told_after lift_told lift_told_at');
