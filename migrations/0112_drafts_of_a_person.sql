-- All that was asked of a person or offered by them, ended or not, the latest begun first: it was looked for among everybody's.
create index mandate_drafts_by_person on mandate_drafts (person_id, created_at desc, id desc);
