-- What each sign-in pays for, made cheaper; nothing is decided differently.

-- The last entry of a mandate's chain is the one this transaction wrote, or it wrote none: one entry is looked at, however many there are.
create or replace function journal.require_entry(ref uuid, table_name text) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform from journal.mandate_chains c join journal.entries e on e.mandate_ref = c.mandate_ref and e.mandate_n = c.n
    where c.mandate_ref = ref and e.xid = pg_current_xact_id();
  if not found then
    raise exception 'a row of % changed without a journal entry', table_name using errcode = '23514';
  end if;
end $$;

-- An interaction kept alive moves its `expires_at`: with no index on that, its row is rewritten in place. What ends is swept by `ends_at`.
drop index oidc_payloads_by_end;
create index oidc_payloads_by_end on oidc_payloads (ends_at);

-- Rows that change at each use, with room to change in place.
alter table journal.mandate_chains set (fillfactor = 80);
alter table uses set (fillfactor = 90);
