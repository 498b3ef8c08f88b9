-- Whom no message reaches is told by letter too of what was given up before it became a mandate, since their organisation ended.
alter table news drop constraint news_kind_check;
alter table news add constraint news_kind_check check (
  kind in ('concluded', 'used', 'ends_soon', 'ended', 'expired', 'case_news', 'offer_declined', 'offer_lapsed', 'mandate_given_up')
);
alter table news drop constraint news_of_a_mandate;
alter table news add constraint news_of_a_mandate
  check (mandate_id is not null or kind in ('offer_declined', 'offer_lapsed', 'mandate_given_up'));
