-- Erasing somebody: their key and what was sealed under it go, and the journal says so in the same transaction. No proof changes.
alter table journal.subject_keys add column erased_by bigint unique,
  add check ((shredded_at is null) = (erased_by is null));
select classify('journal.subject_keys', 'plain', 'erased_by');

-- Destroys a key for good. The application may do it only so: each destroyed key has an entry of its own, the last one written.
create function journal.erase_subject(subject uuid, named uuid, erased_at timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  entry bigint := currval('journal.entry_id');
begin
  perform pg_advisory_xact_lock(hashtextextended('journal.subject/' || subject, 0));
  perform from journal.entries e where e.id = entry and e.xid = pg_current_xact_id() and e.event = 'subject_erased';
  if not found then raise exception 'a key is destroyed only with its journal entry' using errcode = '23514'; end if;
  update journal.subject_keys k set wrapped_dek = null, shredded_at = erase_subject.erased_at, erased_by = entry
   where k.subject_ref = subject and k.wrapped_dek is not null and subject <> '00000000-0000-4000-8000-000000000000';
  if not found then raise exception 'there is no key to destroy' using errcode = '23514'; end if;
  with gone as (delete from journal.sealed_values v where v.subject_ref = subject returning v.entry_id)
  update journal.entry_index i set person_id = nullif(i.person_id, named), helper_id = nullif(i.helper_id, named)
    from gone where i.entry_id = gone.entry_id;
end $$;
revoke all on function journal.erase_subject(uuid, uuid, timestamptz) from public;
grant execute on function journal.erase_subject(uuid, uuid, timestamptz) to procura_app;

-- Nothing is sealed under a key that was destroyed meanwhile. The lock makes an entry and an erasure of its subject wait for each other,
-- entries do not wait for entries; the look after it sees what was committed while it waited.
create function journal.only_under_a_key() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('journal.subject/' || subject.ref, 0))
     from (select distinct subject_ref as ref from added order by 1) as subject;
  perform from added where not exists (
    select from journal.subject_keys k where k.subject_ref = added.subject_ref and k.wrapped_dek is not null);
  if found then raise exception 'the key of this subject was destroyed' using errcode = 'PJ410'; end if;
  return null;
end $$;
create trigger sealed_under_a_key after insert on journal.sealed_values
  referencing new table as added for each statement execute function journal.only_under_a_key();

-- A person who was erased: the row stays, since mandates point to it, and says nothing any more.
alter table people alter column identity drop not null, alter column upstream_subject_hash drop not null,
  add column erased_at timestamptz,
  add check (erased_at is null or (identity is null and upstream_subject_hash is null));
select classify('people', 'plain', 'erased_at');

-- The fingerprints of the names go with the person, whoever keeps them.
create function forget_names() returns trigger language plpgsql as $$
begin
  delete from name_prints where person_id = new.id;
  return null;
end $$;
create trigger names_go_with_the_person after update of erased_at on people
  for each row when (new.erased_at is not null) execute function forget_names();
