-- Where the code before 0101 still runs, a manager declares hours to the table that this code does not read any more: they are said in the
-- directory's notation too, as they come. Goes with that table.
create function say_hours_in_the_directory() returns trigger language plpgsql as $$
begin
  update organisations
     set opening_hours = (
           select string_agg(day, ',' order by day_number) || ' ' || to_char(make_interval(mins => new.opens), 'HH24:MI')
                  || '-' || to_char(make_interval(mins => new.closes % 1440), 'HH24:MI')
             from unnest(array['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su']) with ordinality as week (day, day_number)
            where day_number = any (new.days)
         ),
         changed_at = new.declared_at
   where id = new.organisation_id;
  return null;
end $$;
create trigger hours_reach_the_directory after insert or update on organisation_hours
  for each row execute function say_hours_in_the_directory();
