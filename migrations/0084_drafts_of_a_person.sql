-- Which organisations wait for a person, or for whom a person waits, is asked when the person gives an address of theirs.
-- The one index serves the requests that await the person too.
create index mandate_drafts_of_person on mandate_drafts (person_id) where state in ('awaiting_person', 'awaiting_helper');
drop index mandate_drafts_requested;
