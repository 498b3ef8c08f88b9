-- The look at each commit for the entry of a change, made less; nothing is let through that was not.
-- An entry of this transaction bears a number that this session drew, mostly one of the last: of the journal's partitions one alone is
-- opened, which no plan made for any number would do. Without `force_generic_plan` it would be planned anew at each commit.
create or replace function journal.must_log() returns trigger language plpgsql security definer
  set search_path = pg_catalog set plan_cache_mode = force_generic_plan as $$
declare
  last bigint;
begin
  begin
    last := currval('journal.entry_id');
  exception when object_not_in_prerequisite_state then null; -- this session drew none
  end;
  perform from journal.mandate_chains c join journal.entries e on e.mandate_ref = c.mandate_ref and e.mandate_n = c.n
    where c.mandate_ref = new.journal_ref and e.id between last - 999 and last and e.xid = pg_current_xact_id();
  if not found then perform journal.require_entry(new.journal_ref, tg_table_name); end if;
  return null;
end $$;

create or replace function journal.mandate_must_log() returns trigger language plpgsql security definer
  set search_path = pg_catalog set plan_cache_mode = force_generic_plan as $$
declare
  last bigint;
begin
  begin
    last := currval('journal.entry_id');
  exception when object_not_in_prerequisite_state then null;
  end;
  perform from public.mandate_drafts d join journal.mandate_chains c on c.mandate_ref = d.journal_ref
      join journal.entries e on e.mandate_ref = c.mandate_ref and e.mandate_n = c.n
    where d.id = new.mandate_id and e.id between last - 999 and last and e.xid = pg_current_xact_id();
  if not found then
    perform journal.require_entry((select d.journal_ref from public.mandate_drafts d where d.id = new.mandate_id), tg_table_name);
  end if;
  return null;
end $$;
