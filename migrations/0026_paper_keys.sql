-- Keys that sign what is printed. The public part stays for ever, since papers are kept for years; the private one goes when it is replaced.
create table paper_keys (
  kid         text        primary key,
  public_key  jsonb       not null,
  private_key bytea,
  created_at  timestamptz not null,
  retired_at  timestamptz,
  check ((private_key is null) = (retired_at is not null))
);
create unique index paper_key_in_use on paper_keys ((true)) where retired_at is null;
select classify('paper_keys', 'plain', 'kid public_key created_at retired_at');
select classify('paper_keys', 'secret', 'private_key');
revoke delete on paper_keys from procura_app;
