-- What an account is for, for good: whoever operates or supervises the service never acts as a helper.
-- The pair (id, duty) is what memberships and territories refer to: the database itself refuses an operator in an organisation.
alter table helpers add column duty text not null default 'helper' check (duty in ('helper', 'operator', 'supervisor'));
alter table helpers add constraint helpers_id_duty unique (id, duty);
select classify('helpers', 'plain', 'duty');

alter table memberships add column duty text not null default 'helper' check (duty = 'helper');
alter table memberships add constraint memberships_of_helpers foreign key (helper_id, duty) references helpers (id, duty);
select classify('memberships', 'plain', 'duty');

-- Whose organisations a supervisor may audit; '*' is the whole country.
create table supervised_territories (
  helper_id uuid        not null references helpers (id),
  duty      text        not null default 'supervisor' check (duty = 'supervisor'),
  territory text        not null check (territory <> ''),
  given_at  timestamptz not null,
  primary key (helper_id, territory),
  foreign key (helper_id, duty) references helpers (id, duty)
);
select classify('supervised_territories', 'plain', 'duty territory given_at');
select classify('supervised_territories', 'personal', 'helper_id');
