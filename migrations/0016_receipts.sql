-- What a relying party states was done under a use: its signed statement as it came, sealed with the person's key, and added to only.
create table receipts (
  id          uuid        primary key,
  use_id      uuid        not null references uses (id),
  mandate_id  uuid        not null references mandates (id),
  client_id   text        not null references clients (id),
  jti_hash    bytea       not null,
  statement   bytea       not null,
  received_at timestamptz not null,
  unique (client_id, jti_hash)
);
create index receipts_of_use on receipts (use_id, received_at);
select classify('receipts', 'plain', 'id use_id mandate_id client_id received_at');
select classify('receipts', 'sealed', 'statement');
select classify('receipts', 'secret', 'jti_hash');

create constraint trigger receipt_is_journalled after insert on receipts
  deferrable initially deferred for each row execute function journal.mandate_must_log();

revoke update, delete on receipts from procura_app;
