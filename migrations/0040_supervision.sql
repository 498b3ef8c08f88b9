-- An ombudsman is a supervisor who also watches the supervisors.
alter table helpers add column named_ombudsman_at timestamptz;
alter table helpers add constraint helpers_ombudsman_supervises check (named_ombudsman_at is null or duty = 'supervisor');
select classify('helpers', 'plain', 'named_ombudsman_at');

-- Why a supervisor opens what is about persons, for half an hour; the words are sealed with the supervisor's key. One stands at a time.
create table supervision_reasons (
  id         uuid        primary key,
  helper_id  uuid        not null,
  duty       text        not null default 'supervisor' check (duty = 'supervisor'),
  purpose    text        not null,
  words      bytea       not null,
  given_at   timestamptz not null,
  expires_at timestamptz not null check (expires_at > given_at),
  ended_at   timestamptz,
  foreign key (helper_id, duty) references helpers (id, duty)
);
create unique index supervision_reasons_standing on supervision_reasons (helper_id) where ended_at is null;
create index supervision_reasons_of_supervisor on supervision_reasons (helper_id, given_at desc);
select classify('supervision_reasons', 'plain', 'id duty purpose given_at expires_at ended_at');
select classify('supervision_reasons', 'personal', 'helper_id');
select classify('supervision_reasons', 'sealed', 'words');
revoke delete on supervision_reasons from procura_app;

-- Every question of a supervisor begins with the organisations of their territories.
create index organisations_of_territory on organisations (territory, id);
