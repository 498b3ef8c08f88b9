-- What supervisors looked for or wrote about a person goes with that person's key. A search or an export about somebody keeps the keyed
-- fingerprint of the identity it names, which says nothing to whoever reads it; the words of a reason are forgotten with whoever was opened
-- under it. That there was one, when and for what purpose, stays.
alter table supervision_searches add column identity_print bytea;
alter table supervision_exports add column identity_print bytea, alter column words drop not null;
alter table supervision_reasons alter column words drop not null;
create index supervision_searches_of_identity on supervision_searches (identity_print) where identity_print is not null;
create index supervision_exports_of_identity on supervision_exports (identity_print) where identity_print is not null;
create index supervision_reasons_with_words on supervision_reasons (given_at) where words is not null;
select classify('supervision_searches', 'secret', 'identity_print');
select classify('supervision_exports', 'secret', 'identity_print');

create function forget_what_supervisors_wrote() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from public.supervision_searches where identity_print = old.identity_print;
  update public.supervision_exports set words = null, identity_print = null where identity_print = old.identity_print;
  update public.supervision_reasons reason set words = null
    from journal.entry_index look
   where look.person_id = new.id and look.event = 'personal_data_opened' and look.helper_id = reason.helper_id
     and look.at >= reason.given_at and look.at < coalesce(reason.ended_at, reason.expires_at) and reason.words is not null;
  return null;
end $$;
create trigger supervisors_forget_the_person after update of erased_at on people
  for each row when (new.erased_at is not null) execute function forget_what_supervisors_wrote();
