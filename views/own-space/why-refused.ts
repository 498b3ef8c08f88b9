import type { RefusalCode } from '../../src/errors.ts';
import { hasText, type TextKey } from '../../src/http/texts.ts';

/** Why an attempt about a person was refused, in as few reasons as they need: many codes are one thing to them. */
const reasons = {
  mandate_ended: ['mandate_revoked', 'mandate_expired', 'use_ended'],
  mandate_not_started: ['mandate_not_started'],
  procedure_not_covered: ['procedure_not_covered'],
  procedure_revoked: ['procedure_revoked'],
  procedure_excluded: ['procedure_excluded_by_organisation'],
  helper_not_named: ['helper_not_named'],
  helper_stopped: ['helper_not_certified', 'helper_suspended', 'helper_not_member'],
  organisation_stopped: ['organisation_not_certified', 'organisation_suspended', 'organisation_ending'],
  service_not_allowed: ['client_disabled', 'client_not_registered_for_procedure', 'delegation_not_supported', 'client_unknown'],
  confirmation_required: ['confirmation_required'],
  code_wrong: ['confirmation_wrong', 'contact_code_wrong', 'stop_code_unknown'],
  code_spent: ['confirmation_spent', 'contact_code_spent', 'code_not_redeemable'],
  confirmation_impossible: ['confirmation_impossible'],
  confirmation_shared: ['confirmation_shared'],
  too_many: ['too_many_requests', 'request_sent_too_often'],
  helper_not_proven: ['second_factor_required', 'second_factor_wrong', 'second_factor_missing', 'sign_in_required'],
  not_theirs: [
    ...([
      'mandate_unknown',
      'mandate_of_another_organisation',
      'use_unknown',
      'contact_unknown',
      'letter_unknown',
      'draft_unknown',
    ] as const),
    ...(['offer_unknown', 'case_unknown', 'not_found', 'person_unknown', 'helper_unknown', 'manager_required'] as const),
  ],
  another_person: ['another_person_asked_for', 'person_is_another', 'offer_of_another'],
  too_late: [
    'draft_expired',
    'draft_period_over',
    'interaction_expired',
    'interaction_unknown',
    'request_unknown',
    'receipt_late',
    'form_expired',
  ],
  settled: [
    ...([
      'draft_withdrawn',
      'draft_in_another_state',
      'offer_in_another_state',
      'offer_open_already',
      'question_open_already',
      'case_open_already',
    ] as const),
    ...(['case_in_another_state', 'request_answered', 'receipt_replayed', 'case_not_late'] as const),
  ],
  terms_changed: ['terms_changed'],
  person_is_minor: ['person_is_minor'],
  person_is_protected: ['person_is_protected'],
  person_is_the_helper: ['person_is_the_helper'],
  identity_from_us: ['identity_from_our_own_provider'],
  identity: ['identity_incomplete', 'identification_failed', 'upstream_refused', 'upstream_unavailable', 'upstream_request_unknown'],
  cancelled: ['person_cancelled'],
  helpers_address: ['contact_is_helpers'],
  contacts_too_many: ['contacts_too_many'],
  not_renewable: ['mandate_not_renewable'],
  not_askable: ['person_not_askable'],
  service_not_proven: [
    ...(['receipt_malformed', 'receipt_issuer_unknown', 'receipt_key_missing', 'receipt_keys_unreadable'] as const),
    ...(['receipt_signature_wrong', 'receipt_audience_wrong', 'receipt_not_in_time', 'receipt_txn_unknown'] as const),
  ],
  about_another: ['receipt_about_another'],
  not_their_case: ['case_for_another', 'case_about_oneself', 'case_assigned_to_another', 'case_needs_another_supervisor'],
  reason_required: ['reason_required'],
  malformed: [
    ...(['claims_malformed', 'authorization_details_malformed', 'authorization_request_malformed'] as const),
    ...(['procedure_unknown', 'input_malformed', 'input_too_large'] as const),
  ],
} as const satisfies Record<string, readonly RefusalCode[]>;

const reasonOf: ReadonlyMap<string, string> = new Map(
  Object.entries(reasons).flatMap(([reason, codes]) => codes.map((code): [string, string] => [code, reason])),
);

/** The words for the person of why an attempt was refused; null for what is no business of a person's record. */
export function whyRefused(code: string): TextKey | null {
  const key = `person.record.why.${reasonOf.get(code) ?? ''}`;
  return hasText(key) ? key : null;
}
