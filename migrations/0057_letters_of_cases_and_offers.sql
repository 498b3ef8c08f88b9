-- Whom no message reaches is told of their cases and offers by letter too. An offer that was declined has no mandate.
alter table news alter column mandate_id drop not null;
alter table news drop constraint news_kind_check;
alter table news add constraint news_kind_check
  check (kind in ('concluded', 'used', 'ends_soon', 'ended', 'expired', 'case_news', 'offer_declined', 'offer_lapsed'));
alter table news add constraint news_of_a_mandate check (mandate_id is not null or kind in ('offer_declined', 'offer_lapsed'));
