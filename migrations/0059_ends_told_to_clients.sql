-- A mandate that came to its agreed end ends its uses too, once: what relying parties are to be told follows from there.
alter table reminders drop constraint reminders_kind_check;
alter table reminders add constraint reminders_kind_check check (kind in ('ends_soon', 'expired', 'uses_ended'));
