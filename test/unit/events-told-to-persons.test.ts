import { hasText } from '../../src/http/texts.ts';
import { events } from '../../src/journal/events.ts';

/** What is never about a person who gives mandates: the staff's own comings and goings, organisations, clients, keys. */
const ofOthers = [
  ...['helper_', 'sign_in_', 'second_factor', 'recovery_code', 'sessions_', 'cards_', 'duty_', 'organisation_', 'application_'],
  ...['training_', 'invitation_', 'manager_', 'procedures_', 'operator_added', 'operator_act_', 'account_', 'supervisor_'],
  ...['supervision_reason_', 'search_', 'client_', 'signing_key_', 'heartbeat', 'alert_rule_', 'master_key_', 'subject_erased'],
  ...['sample_', 'review_refused', 'managers_', 'message_', 'journal_', 'hours_', 'suspension_', 'verification_'],
];
const isOfOthers = (event: string) => ofOthers.some((start) => event.startsWith(start));

test.each(Object.keys(events).filter((event) => !isOfOthers(event)))(
  '%s, which can be about a person, has words in their record',
  (event) => {
    expect(hasText(`person.record.event.${event}`)).toBe(true);
  },
);
