-- The right edge of the tree is written anew at each round: what it leaves is cleared away after a few of them, not once it is a fifth of the tree.
alter table journal.tiles set (autovacuum_vacuum_scale_factor = 0.01, toast.autovacuum_vacuum_scale_factor = 0.01);
