-- An organisation whose managers are all gone gets one of its members, on the word of two operators.
alter table operator_requests drop constraint operator_requests_act_check;
alter table operator_requests add constraint operator_requests_act_check
  check (act in ('withdraw_organisation', 'register_client', 'give_manager'));
