/**
 * Everything a caller can be told no for: the HTTP status, and the OAuth error when the answer goes to a relying party.
 * `oauth: null` means never redirected, always a page of ours. The words are in locales/, keyed `refusal.<code>.*`.
 */
export const refusals = {
  // the decision (mandate, helper, organisation, client, second factor)
  mandate_unknown: { status: 404, oauth: 'access_denied' },
  mandate_of_another_organisation: { status: 403, oauth: 'access_denied' },
  mandate_revoked: { status: 403, oauth: 'access_denied' },
  mandate_not_started: { status: 403, oauth: 'access_denied' },
  mandate_expired: { status: 403, oauth: 'access_denied' },
  procedure_not_covered: { status: 403, oauth: 'access_denied' },
  procedure_revoked: { status: 403, oauth: 'access_denied' },
  procedure_excluded_by_organisation: { status: 403, oauth: 'access_denied' },
  helper_not_named: { status: 403, oauth: 'access_denied' },
  helper_not_certified: { status: 403, oauth: 'access_denied' },
  helper_suspended: { status: 403, oauth: 'access_denied' },
  helper_not_member: { status: 403, oauth: 'access_denied' },
  organisation_not_certified: { status: 403, oauth: 'access_denied' },
  organisation_suspended: { status: 403, oauth: 'access_denied' },
  client_disabled: { status: 403, oauth: 'access_denied' },
  client_not_registered_for_procedure: { status: 403, oauth: 'access_denied' },
  delegation_not_supported: { status: 403, oauth: 'access_denied' },
  confirmation_required: { status: 403, oauth: 'access_denied' },
  confirmation_wrong: { status: 403, oauth: 'access_denied' },
  confirmation_spent: { status: 410, oauth: 'access_denied' },
  confirmation_impossible: { status: 403, oauth: 'access_denied' },
  second_factor_required: { status: 403, oauth: 'access_denied' },
  use_ended: { status: 403, oauth: 'access_denied' },
  use_unknown: { status: 404, oauth: 'access_denied' },
  // what the relying party asked for
  procedure_unknown: { status: 400, oauth: 'invalid_request' },
  claims_malformed: { status: 400, oauth: 'invalid_request' },
  authorization_details_malformed: { status: 400, oauth: 'invalid_authorization_details' },
  another_person_asked_for: { status: 403, oauth: 'access_denied' },
  client_unknown: { status: 400, oauth: null },
  authorization_request_malformed: { status: 400, oauth: null },
  logout_request_malformed: { status: 400, oauth: null },
  redirect_uri_not_registered: { status: 400, oauth: null },
  interaction_unknown: { status: 404, oauth: null },
  interaction_expired: { status: 410, oauth: null },
  code_not_redeemable: { status: 400, oauth: 'invalid_grant' },
  // concluding a mandate
  mandate_not_renewable: { status: 403, oauth: null },
  person_is_another: { status: 403, oauth: null },
  request_unknown: { status: 404, oauth: null },
  request_answered: { status: 410, oauth: null },
  request_sent_too_often: { status: 429, oauth: null },
  message_unknown: { status: 404, oauth: null },
  letter_unknown: { status: 404, oauth: null },
  offer_unknown: { status: 404, oauth: null },
  offer_open_already: { status: 409, oauth: null },
  offer_in_another_state: { status: 409, oauth: null },
  offer_of_another: { status: 403, oauth: null },
  person_not_askable: { status: 409, oauth: null },
  question_open_already: { status: 409, oauth: null },
  draft_unknown: { status: 404, oauth: null },
  draft_expired: { status: 410, oauth: null },
  draft_withdrawn: { status: 410, oauth: null },
  draft_period_over: { status: 410, oauth: null },
  draft_in_another_state: { status: 409, oauth: null },
  terms_changed: { status: 409, oauth: null },
  person_is_minor: { status: 403, oauth: null },
  person_is_protected: { status: 403, oauth: null },
  person_is_the_helper: { status: 403, oauth: null },
  identity_from_our_own_provider: { status: 403, oauth: null },
  identity_incomplete: { status: 422, oauth: null },
  person_cancelled: { status: 403, oauth: null },
  stop_code_unknown: { status: 404, oauth: null },
  // how a person is reached
  contact_unknown: { status: 404, oauth: null },
  contact_is_helpers: { status: 403, oauth: null },
  contacts_too_many: { status: 409, oauth: null },
  contact_code_wrong: { status: 403, oauth: null },
  contact_code_spent: { status: 410, oauth: null },
  // signing in
  sign_in_required: { status: 403, oauth: 'access_denied' },
  person_sign_in_required: { status: 403, oauth: null },
  second_factor_wrong: { status: 403, oauth: 'access_denied' },
  identification_failed: { status: 500, oauth: null },
  upstream_refused: { status: 403, oauth: null },
  upstream_unavailable: { status: 503, oauth: null },
  upstream_request_unknown: { status: 403, oauth: null },
  account_not_admitted: { status: 403, oauth: null },
  sign_in_link_not_redeemable: { status: 403, oauth: null },
  second_factor_missing: { status: 403, oauth: null },
  passkey_not_accepted: { status: 403, oauth: null },
  factor_unknown: { status: 404, oauth: null },
  last_factor: { status: 409, oauth: null },
  card_unknown: { status: 404, oauth: null },
  card_not_free: { status: 409, oauth: null },
  helper_unknown: { status: 404, oauth: null },
  // who may see what
  manager_required: { status: 403, oauth: null },
  person_unknown: { status: 404, oauth: null },
  account_exists: { status: 409, oauth: null },
  account_of_another_duty: { status: 403, oauth: 'access_denied' },
  // cases; and receipts, whose `oauth` is the `error` of the JSON answer
  case_unknown: { status: 404, oauth: null },
  case_open_already: { status: 409, oauth: null },
  case_in_another_state: { status: 409, oauth: null },
  case_for_another: { status: 403, oauth: null },
  case_about_oneself: { status: 403, oauth: null },
  reason_required: { status: 403, oauth: null },
  search_unknown: { status: 404, oauth: null },
  export_unknown: { status: 404, oauth: null },
  case_not_late: { status: 409, oauth: null },
  sample_unknown: { status: 404, oauth: null },
  sample_empty: { status: 409, oauth: null },
  sample_not_ready: { status: 409, oauth: null },
  sample_reviewed_already: { status: 409, oauth: null },
  review_of_ones_own: { status: 403, oauth: null },
  case_assigned_to_another: { status: 409, oauth: null },
  case_needs_another_supervisor: { status: 403, oauth: null },
  receipt_malformed: { status: 400, oauth: 'receipt_malformed' },
  receipt_issuer_unknown: { status: 401, oauth: 'receipt_issuer_unknown' },
  receipt_key_missing: { status: 403, oauth: 'receipt_key_missing' },
  receipt_keys_unreadable: { status: 503, oauth: 'receipt_keys_unreadable' },
  receipt_signature_wrong: { status: 401, oauth: 'receipt_signature_wrong' },
  receipt_audience_wrong: { status: 403, oauth: 'receipt_audience_wrong' },
  receipt_not_in_time: { status: 400, oauth: 'receipt_not_in_time' },
  receipt_txn_unknown: { status: 404, oauth: 'receipt_txn_unknown' },
  receipt_about_another: { status: 403, oauth: 'receipt_about_another' },
  receipt_replayed: { status: 409, oauth: 'receipt_replayed' },
  receipt_late: { status: 403, oauth: 'receipt_late' },
  person_has_mandates: { status: 409, oauth: null },
  // an organisation asks to be certified
  application_unknown: { status: 404, oauth: null },
  application_link_required: { status: 403, oauth: null },
  application_link_not_redeemable: { status: 403, oauth: null },
  application_in_another_state: { status: 409, oauth: null },
  application_incomplete: { status: 409, oauth: null },
  application_underway: { status: 409, oauth: null },
  organisation_certified_already: { status: 409, oauth: null },
  renewal_too_early: { status: 409, oauth: null },
  renewal_of_another_siret: { status: 409, oauth: null },
  certification_end_wrong: { status: 422, oauth: null },
  too_many_helpers: { status: 422, oauth: null },
  // managing an organisation
  last_manager: { status: 409, oauth: null },
  not_for_a_manager_to_lift: { status: 403, oauth: null },
  invitation_not_redeemable: { status: 403, oauth: null },
  training_unknown: { status: 404, oauth: null },
  // operators
  organisation_unknown: { status: 404, oauth: null },
  request_outdated: { status: 409, oauth: null },
  organisation_ending: { status: 409, oauth: null },
  organisation_has_managers: { status: 409, oauth: null },
  member_suspended: { status: 409, oauth: null },
  organisation_of_itself: { status: 409, oauth: null },
  organisation_has_open_cases: { status: 409, oauth: null },
  account_unknown: { status: 404, oauth: null },
  client_exists: { status: 409, oauth: null },
  operator_request_unknown: { status: 404, oauth: null },
  request_open_already: { status: 409, oauth: null },
  suspension_unknown: { status: 404, oauth: null },
  suspension_beyond_territory: { status: 403, oauth: null },
  suspended_by_supervisor: { status: 409, oauth: null },
  suspended_already: { status: 409, oauth: null },
  verification_running: { status: 409, oauth: null },
  client_not_tellable: { status: 422, oauth: null },
  request_of_oneself: { status: 403, oauth: null },
  requester_stopped: { status: 409, oauth: null },
  request_in_another_state: { status: 409, oauth: null },
  // manners
  form_expired: { status: 403, oauth: null },
  too_many_requests: { status: 429, oauth: null },
  not_found: { status: 404, oauth: null },
  input_too_large: { status: 413, oauth: null },
  input_malformed: { status: 400, oauth: null },
  journal_unavailable: { status: 503, oauth: 'temporarily_unavailable' },
  database_unavailable: { status: 503, oauth: 'temporarily_unavailable' },
} as const satisfies Record<string, { status: number; oauth: string | null }>;

export type RefusalCode = keyof typeof refusals;

/** Our decided no. It undoes the transaction it is thrown in; `cause` is for the log, never for the page. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  /** Seconds to wait before trying again, when waiting helps. */
  readonly retryAfter: number | undefined;

  constructor(code: RefusalCode, options: { cause?: unknown; retryAfter?: number } = {}) {
    super(code, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'Refusal';
    this.code = code;
    this.retryAfter = options.retryAfter;
  }

  /** HTTP status of the answer. */
  get status(): number {
    return refusals[this.code].status;
  }
}
