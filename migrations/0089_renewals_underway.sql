-- One application of a body waits at a time; but whoever applied in its name, once its certification had come to its end, does not keep the
-- body itself from asking for more time.
drop index applications_underway;
create unique index applications_underway on applications (siret, (renews is null)) where state in ('submitted', 'changes_requested');
