-- Figures are told of territories, never of one organisation: they are kept so. The pages of a country then read some thousand lines a month,
-- however many organisations and entries there are. A number stays where it happened when its organisation moves.
create table territory_days (
  day       date    not null,
  territory text,
  measure   text    not null check (measure in ('uses', 'refusals', 'endings')),
  key       text    not null,
  count     integer not null check (count > 0),
  unique nulls not distinct (measure, day, territory, key)
);
create index territory_days_of_territory on territory_days (territory, measure, day);
select classify('territory_days', 'plain', 'day territory measure key count');
revoke delete on territory_days from procura_app;

-- In one statement, so that the numbers and the place up to which they were counted are of one instant. The instances of before go on counting
-- in `figure_days` with their own reader; it goes with a later migration.
with counted as (
  insert into territory_days (day, territory, measure, key, count)
  select days.day, organisation.territory, days.measure, days.key, sum(days.count)
    from figure_days as days left join organisations as organisation on organisation.id = days.organisation_id
   group by 1, 2, 3, 4
)
insert into journal_readers (name, entry_id) select 'territory_figures', entry_id from journal_readers where name = 'figures';
