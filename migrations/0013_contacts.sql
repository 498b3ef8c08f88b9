-- How a person is reached: one row per address or number, sealed with the person's key. What was removed is forgotten; its keyed
-- fingerprint stays, so that what a person removed does not come back by itself.
create table contacts (
  id              uuid        primary key,
  person_id       uuid        not null references people (id),
  channel         text        not null check (channel in ('email', 'sms')),
  address         bytea,
  print           bytea       not null,
  origin          text        not null check (origin in ('upstream', 'helper', 'person')),
  organisation_id uuid        references organisations (id),
  helper_id       uuid        references helpers (id),
  confirmed_at    timestamptz,
  removed_at      timestamptz,
  created_at      timestamptz not null,
  check ((address is null) = (removed_at is not null)),
  check ((origin = 'helper') = (helper_id is not null and organisation_id is not null))
);
create unique index contacts_current on contacts (person_id, channel, print) where removed_at is null;
create index contacts_of_person on contacts (person_id);
create index contacts_by_print on contacts (print) where removed_at is null;
select classify('contacts', 'plain', 'id channel origin organisation_id confirmed_at removed_at created_at');
select classify('contacts', 'personal', 'person_id helper_id');
select classify('contacts', 'secret', 'print');
select classify('contacts', 'sealed', 'address');

-- The code by which a person shows that an address is theirs: a keyed fingerprint of it, one at a time, few tries.
create table contact_codes (
  contact_id uuid        primary key references contacts (id) on delete cascade,
  print      bytea       not null,
  tries      integer     not null default 0,
  sent       integer     not null default 1,
  first_sent_at timestamptz not null,
  expires_at timestamptz not null
);
select classify('contact_codes', 'plain', 'contact_id tries sent first_sent_at expires_at');
select classify('contact_codes', 'secret', 'print');

-- How a person chose to be told. No row: at once, on what there is, in the language of the mandate.
create table preferences (
  person_id uuid        primary key references people (id),
  channel   text        not null check (channel in ('email', 'sms', 'letter', 'none')),
  rhythm    text        not null check (rhythm in ('at_once', 'daily', 'weekly')),
  language  text        not null,
  chosen_at timestamptz not null
);
select classify('preferences', 'plain', 'channel rhythm language chosen_at');
select classify('preferences', 'personal', 'person_id');
