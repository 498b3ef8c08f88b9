-- Since when an organisation does not help with a procedure: the pages say so of the mandates that run. What was restricted before this
-- was kept has no day here, and the pages give none.
create table procedure_exclusions (
  organisation_id uuid        not null references organisations (id),
  procedure       text        not null,
  since           timestamptz not null,
  primary key (organisation_id, procedure)
);
select classify('procedure_exclusions', 'plain', 'organisation_id procedure since');
