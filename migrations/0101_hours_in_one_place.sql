-- When an organisation helps is said once: in the notation of OpenStreetMap, which the open data of digital-mediation places are written in.
-- What managers declared joins what the directory says; the code before this one still reads their table, the release after it drops it.
update organisations
   set opening_hours = (
     select string_agg(day, ',' order by day_number) || ' ' || to_char(make_interval(mins => opens), 'HH24:MI')
            || '-' || to_char(make_interval(mins => closes % 1440), 'HH24:MI')
       from unnest(array['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su']) with ordinality as week (day, day_number)
      where day_number = any (days)
   )
  from organisation_hours
 where organisation_id = organisations.id;
