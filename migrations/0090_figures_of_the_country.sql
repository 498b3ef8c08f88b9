-- The figures of the whole country for a year read every territory's every day, some hundred thousand lines. They are summed here, by week and by
-- day: what they are of, each territory, all of it. The database keeps the sums equal to the days, whichever instance counts.
create table country_figures (
  measure text    not null check (measure in ('uses', 'refusals', 'endings')),
  cut     text    not null check (cut in ('key', 'territory', 'whole')),
  unit    text    not null check (unit in ('day', 'week')),
  starts  date    not null,
  value   text    not null,
  count   integer not null,
  primary key (measure, cut, unit, starts, value)
);
select classify('country_figures', 'plain', 'measure cut unit starts value count');
revoke insert, update, delete on country_figures from procura_app;

-- What a change of `territory_days` adds to the sums. A number that is of no territory is of the country all the same.
create function sum_for_the_country() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
  summed constant text := 'insert into public.country_figures as known (measure, cut, unit, starts, value, count)
    select measure, cut, unit, starts, value, sum(count)
      from (%s) as line
      cross join lateral (values (''day'', day), (''week'', date_trunc(''week'', day)::date)) as span (unit, starts)
      cross join lateral (values (''key'', key), (''territory'', territory), (''whole'', '''')) as part (cut, value)
     where value is not null
     group by 1, 2, 3, 4, 5
     on conflict (measure, cut, unit, starts, value) do update set count = known.count + excluded.count';
begin
  if tg_op = 'INSERT' then
    execute format(summed, 'select measure, day, territory, key, count from added');
  else
    execute format(summed, 'select measure, day, territory, key, count from added
                            union all select measure, day, territory, key, -count from removed');
  end if;
  return null;
end $$;
create trigger territory_days_add_up after insert on territory_days
  referencing new table as added for each statement execute function sum_for_the_country();
create trigger territory_days_add_up_again after update on territory_days
  referencing old table as removed new table as added for each statement execute function sum_for_the_country();

insert into country_figures (measure, cut, unit, starts, value, count)
select measure, cut, unit, starts, value, sum(count)
  from territory_days
  cross join lateral (values ('day', day), ('week', date_trunc('week', day)::date)) as span (unit, starts)
  cross join lateral (values ('key', key), ('territory', territory), ('whole', '')) as part (cut, value)
 where value is not null
 group by 1, 2, 3, 4, 5;

-- Nobody reads it any more: the code that counted into it is gone.
drop table figure_days;
delete from journal_readers where name = 'figures';
