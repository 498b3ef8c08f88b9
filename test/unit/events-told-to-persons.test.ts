import { hasText, translator } from '../../src/http/texts.ts';
import { events } from '../../src/journal/events.ts';
import { stepWords } from '../../views/cases/step-words.ts';

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

test.each([
  ['person', 'Vous avez contesté', 'La personne a contesté'],
  ['supervisor', 'L’autorité de contrôle a ouvert un contrôle', 'Dossier ouvert par l’autorité de contrôle'],
  ['service', 'Procura a remarqué quelque chose d’inhabituel : l’autorité de contrôle vérifie', 'Dossier ouvert par une alerte'],
] as const)('who opened a case is said as it was: %s', (actor, toPerson, toStaff) => {
  expect(stepWords(translator('fr'), { act: 'open', actor }, 'person')).toBe(toPerson);
  expect(stepWords(translator('fr'), { act: 'open', actor }, 'staff')).toBe(toStaff);
});
