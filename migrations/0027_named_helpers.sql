-- Who alone may use the mandate to come; null: any certified helper of the organisation. (The mandates' own column is there since 0007.)
alter table mandate_drafts add column named_helpers uuid[] check (cardinality(named_helpers) > 0);
alter table mandates add constraint mandates_named_helpers_check check (cardinality(named_helpers) > 0);
select classify('mandate_drafts', 'personal', 'named_helpers');
