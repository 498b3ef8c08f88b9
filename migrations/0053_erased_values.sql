-- What erasures took: how many sealed values of each entry. An entry holds a mark of how many it was born with, and the entry of each
-- erasure says how many went with the key: an audit tells what was erased from what was lost, and a loss cannot be passed off as an erasure.
create table journal.erased_values (
  entry_id bigint  primary key,
  count    integer not null check (count > 0)
);
select classify('journal.erased_values', 'plain', 'entry_id count');
grant select on journal.erased_values to procura_app;

-- How much is sealed under a key, for whoever is about to destroy it: until their transaction ends nothing more is.
create function journal.count_sealed(subject uuid) returns bigint
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('journal.subject/' || subject, 0));
  return (select count(*) from journal.sealed_values v where v.subject_ref = subject);
end $$;

-- Destroys a key, where as much is sealed under it as the entry says.
create function journal.erase_subject(subject uuid, named uuid, erased_at timestamptz, declared bigint) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  taken bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended('journal.subject/' || subject, 0));
  insert into journal.erased_values as erased (entry_id, count)
  select v.entry_id, 1 from journal.sealed_values v where v.subject_ref = subject
      on conflict (entry_id) do update set count = erased.count + 1;
  get diagnostics taken = row_count;
  if taken <> declared then raise exception 'an erasure takes as much as it says' using errcode = '23514'; end if;
  perform journal.erase_subject(subject, named, erased_at);
end $$;
revoke all on function journal.count_sealed(uuid), journal.erase_subject(uuid, uuid, timestamptz, bigint) from public;
grant execute on function journal.count_sealed(uuid), journal.erase_subject(uuid, uuid, timestamptz, bigint) to procura_app;
