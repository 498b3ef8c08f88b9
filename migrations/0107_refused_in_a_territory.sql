-- What was refused in a territory: one entry in thirty, which was looked for among all of the territory's.
create index entry_index_of_territory_refused on journal.entry_index (territory, entry_id desc)
  where territory is not null and refusal is not null;
