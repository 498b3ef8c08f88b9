-- A time in which no published head of the journal covered what was written: noticed once, by whichever instance comes first, and over once.
create table head_delays (
  since      timestamptz primary key,
  noticed_at timestamptz not null check (noticed_at >= since),
  ended_at   timestamptz check (ended_at >= noticed_at)
);
select classify('head_delays', 'plain', 'since noticed_at ended_at');
create unique index one_delay_at_a_time on head_delays ((true)) where ended_at is null;
revoke update, delete on head_delays from procura_app;
grant update (ended_at) on head_delays to procura_app;
