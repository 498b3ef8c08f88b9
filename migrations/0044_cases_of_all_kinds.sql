-- A case comes from a contest, an alert, a sample or a report, and is about a use, a helper, an organisation or, an alert about the
-- service itself, none of them. It is assigned, concluded with an outcome, confirmed by a second supervisor when that is grave, and
-- brought once before another supervisor by the person or the organisation.
alter table cases
  alter column use_id drop not null,
  alter column mandate_id drop not null,
  alter column person_id drop not null,
  alter column organisation_id drop not null,
  alter column helper_id drop not null,
  add column origin text not null default 'contest' check (origin in ('contest', 'alert', 'sample', 'report')),
  add column cause text,
  add column assigned_to uuid references helpers (id),
  add column manager_asked_at timestamptz,
  add column outcome text
    check (outcome in ('no_fault', 'advice', 'reminder', 'training_required', 'suspension_asked', 'reported')),
  add column concluded_by uuid references helpers (id),
  add column confirmed_by uuid references helpers (id),
  add column challenged_at timestamptz,
  add column first_concluded_by uuid references helpers (id),
  add column first_confirmed_by uuid references helpers (id);
select classify('cases', 'plain', 'origin cause manager_asked_at outcome challenged_at');
select classify('cases', 'personal', 'assigned_to concluded_by confirmed_by first_concluded_by first_confirmed_by');

alter table cases drop constraint cases_state_check;
alter table cases
  add constraint cases_state_check
    check (state in ('with_manager', 'answered', 'with_supervisor', 'awaiting_second', 'closed', 'challenged')),
  add constraint cases_contest_is_of_a_use
    check (origin <> 'contest' or (use_id is not null and person_id is not null and organisation_id is not null)),
  add constraint cases_use_is_whole
    check (use_id is null or (mandate_id is not null and person_id is not null and organisation_id is not null and helper_id is not null)),
  add constraint cases_four_eyes check (confirmed_by <> concluded_by),
  add constraint cases_grave_is_confirmed
    check (state <> 'closed' or outcome is null or outcome not in ('suspension_asked', 'reported') or confirmed_by is not null),
  add constraint cases_second_look_is_anothers
    check (not (coalesce(concluded_by in (first_concluded_by, first_confirmed_by), false)
             or coalesce(confirmed_by in (first_concluded_by, first_confirmed_by), false)));

-- A use that a sample or an alert looks into can be contested by the person all the same.
drop index cases_open_of_use;
create unique index cases_open_of_use on cases (use_id, origin) where closed_at is null;
create index cases_of_helper on cases (helper_id, opened_at desc) where helper_id is not null;
create index cases_of_concluder on cases (concluded_by, closed_at desc) where concluded_by is not null;
create index cases_of_assigned on cases (assigned_to) where closed_at is null and assigned_to is not null;

alter table case_steps drop constraint case_steps_actor_check, drop constraint case_steps_check;
alter table case_steps
  add column outcome text,
  add constraint case_steps_actor_check check (actor in ('person', 'manager', 'supervisor', 'service')),
  add constraint case_steps_check check ((actor in ('person', 'service')) = (staff_id is null));
select classify('case_steps', 'plain', 'outcome');

-- No change of a case without its entry: in the chain of its mandate, else among the latest of all. (What managers were not asked about
-- yet carries no organisation: their activity would tell.)
create function journal.case_must_log() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.mandate_id is not null then
    perform journal.require_entry((select d.journal_ref from public.mandate_drafts d where d.id = new.mandate_id), tg_table_name);
    return null;
  end if;
  perform from (select l.xid from journal.entries l order by l.id desc limit 500) as latest where latest.xid = pg_current_xact_id();
  if not found then
    raise exception 'a row of % changed without a journal entry', tg_table_name using errcode = '23514';
  end if;
  return null;
end $$;
drop trigger case_is_journalled on cases;
create constraint trigger case_is_journalled after insert or update on cases
  deferrable initially deferred for each row execute function journal.case_must_log();
