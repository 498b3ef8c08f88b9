-- How we prove ourselves to a relying party that takes security events (RFC 8935): the value of the header it gave us.
alter table clients add column events_authorization bytea;
select classify('clients', 'secret', 'events_authorization');
