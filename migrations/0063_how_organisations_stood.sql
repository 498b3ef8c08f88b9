-- How an organisation stood is read from its entries: that it was closed or joined another belongs to it too. (The former index answers
-- the code of before.)
create index entry_index_of_organisation_life on journal.entry_index (organisation_id, entry_id desc)
  where event in ('organisation_certified', 'organisation_suspended', 'organisation_suspension_lifted', 'organisation_withdrawn',
                  'organisation_closed', 'organisation_merged', 'procedures_restricted');
