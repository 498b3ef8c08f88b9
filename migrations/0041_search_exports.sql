-- What a supervisor takes away of the journal: asked once, written as it is read, and whether it was written to its end.
create table supervision_exports (
  id          uuid        primary key,
  helper_id   uuid        not null,
  duty        text        not null default 'supervisor' check (duty = 'supervisor'),
  words       bytea       not null,
  format      text        not null check (format in ('csv', 'jsonl', 'pdf')),
  is_named    boolean     not null,
  upto        bigint      not null,
  asked_at    timestamptz not null,
  started_at  timestamptz,
  finished_at timestamptz,
  lines       bigint      not null default 0,
  expected    bigint,
  seal        text,
  check ((finished_at is null) = (seal is null)),
  foreign key (helper_id, duty) references helpers (id, duty)
);
create index supervision_exports_of_supervisor on supervision_exports (helper_id, asked_at desc);
select classify('supervision_exports', 'plain', 'id duty format is_named upto asked_at started_at finished_at lines expected seal');
select classify('supervision_exports', 'personal', 'helper_id');
select classify('supervision_exports', 'sealed', 'words');
revoke delete on supervision_exports from procura_app;
