-- The numbers in a tile were compressed the slow way: a quarter of what the sequencer's session did. What is stored already stays as it
-- is, and reads the same. Where the server was built without this way, as the embedded one is, nothing changes.
do $$ begin
  alter table journal.tiles alter ids set compression lz4;
exception when feature_not_supported then null;
end $$;
