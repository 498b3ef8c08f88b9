-- The application acts as procura_app: it never owns what it writes to.
do $$
begin
  if not exists (select from pg_roles where rolname = 'procura_app') then
    create role procura_app nologin;
  end if;
exception when duplicate_object or unique_violation then null; -- another database of this server was being prepared at the same time
end $$;
do $$ begin execute format('grant procura_app to %I', current_user); end $$;

grant usage on schema public to procura_app;
alter default privileges in schema public grant select, insert, update, delete on tables to procura_app;
alter default privileges in schema public grant usage on sequences to procura_app;

-- Says of columns what they hold: plain | personal | sealed | secret. A test lists every column that says nothing.
create function classify(of_table regclass, class text, columns text) returns void language plpgsql as $$
declare
  name text;
begin
  if class not in ('plain', 'personal', 'sealed', 'secret') then raise 'unknown class %', class; end if;
  foreach name in array string_to_array(columns, ' ') loop
    execute format('comment on column %s.%I is %L', of_table, name, class);
  end loop;
end $$;
