import { refusals } from '../../src/errors.ts';
import { hasText, translator } from '../../src/http/texts.ts';
import { whyRefused } from '../../views/own-space/why-refused.ts';
import { events } from '../../src/journal/events.ts';
import { stepWords } from '../../views/cases/step-words.ts';

/** What is never about a person who gives mandates: the staff's own comings and goings, organisations, clients, keys. */
const ofOthers = [
  ...['helper_', 'sign_in_', 'second_factor', 'recovery_code', 'sessions_', 'cards_', 'duty_', 'organisation_', 'application_'],
  ...['training_', 'invitation_', 'manager_', 'procedures_', 'operator_added', 'operator_act_', 'account_', 'supervisor_'],
  ...['supervision_reason_', 'search_', 'client_', 'signing_key_', 'heartbeat', 'alert_rule_', 'master_key_', 'subject_erased'],
  ...['sample_', 'review_refused', 'managers_', 'message_', 'journal_', 'hours_', 'heads_', 'suspension_', 'verification_'],
];
const isOfOthers = (event: string) => ofOthers.some((start) => event.startsWith(start));

test.each(Object.keys(events).filter((event) => !isOfOthers(event)))(
  '%s, which can be about a person, has words in their record',
  (event) => {
    expect(hasText(`person.record.event.${event}`)).toBe(true);
  },
);

test.each([
  ['person', 'Vous avez contesté', 'La personne a contesté'],
  ['supervisor', 'L’autorité de contrôle a ouvert un contrôle', 'Dossier ouvert par l’autorité de contrôle'],
  ['service', 'Procura a remarqué quelque chose d’inhabituel\u00a0: l’autorité de contrôle vérifie', 'Dossier ouvert par une alerte'],
] as const)('who opened a case is said as it was: %s', (actor, toPerson, toStaff) => {
  expect(stepWords(translator('fr'), { act: 'open', actor }, 'person')).toBe(toPerson);
  expect(stepWords(translator('fr'), { act: 'open', actor }, 'staff')).toBe(toStaff);
});

/** Refusals that no entry about a person carries: the staff's own doors, and what is refused before anybody is known. */
const refusedToOthers = [
  ...[
    'account_',
    'application_',
    'card_',
    'client_exists',
    'client_not_tellable',
    'member_',
    'operator_request_',
    'organisation_',
    'renewal_',
  ],
  ...[
    'request_of_oneself',
    'request_in_another_state',
    'requester_stopped',
    'request_open_already',
    'request_outdated',
    'sample_',
    'search_',
    'export_',
  ],
  ...['suspension_', 'suspended_', 'verification_', 'training_', 'invitation_', 'passkey_', 'factor_', 'last_', 'review_'],
  ...['redirect_uri_', 'logout_request_', 'person_has_mandates', 'too_many_helpers', 'not_for_a_manager_', 'certification_end_'],
  ...['sign_in_link_', 'person_sign_in_required', 'message_unknown', 'journal_unavailable', 'database_unavailable'],
];
const saidAnyway = new Set(['organisation_not_certified', 'organisation_suspended', 'organisation_ending']);
const isRefusedToOthers = (code: string) => !saidAnyway.has(code) && refusedToOthers.some((start) => code.startsWith(start));

test.each(Object.keys(refusals))('a refusal of an attempt about a person says why in their record, and only such: %s', (code) => {
  expect(whyRefused(code) === null).toBe(isRefusedToOthers(code));
});
