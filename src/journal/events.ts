/** Every kind of entry there is, and what an auditor reads in it. */
export const events = {
  // signing in
  helper_signed_in: 'A helper proved who they are with a first and a second factor.',
  helper_signed_out: 'A helper ended their session.',
  sign_in_link_sent: 'A link to sign in was sent to a helper’s mailbox.',
  sign_in_refused: 'Somebody was not let in; the refusal says why.',
  second_factor_confirmed: 'A helper gave a second factor again before a sensitive act.',
  second_factor_refused: 'A second factor was wrong, already used, or tried too often.',
  second_factor_added: 'A helper’s second factor was put in place.',
  duty_refused: 'Somebody asked for a page that their account is not for, such as an operator for a helper’s.',
  organisation_switched: 'A helper chose another of their organisations to act for.',
  // a mandate's life
  mandate_drafted: 'A helper prepared a mandate: procedures, duration, language.',
  person_identified: 'The person signed in at FranceConnect for this mandate.',
  person_not_accepted: 'The person’s identity cannot give this mandate; the refusal says why.',
  mandate_agreed: 'The person agreed to the exact terms whose hash is given.',
  mandate_declined: 'The person said no.',
  mandate_abandoned: 'The draft was left or ran out of time.',
  mandate_concluded: 'The helper countersigned: the mandate is active.',
  mandate_procedure_replaced: 'A newer mandate of the same organisation covers this procedure.',
  mandate_procedure_revoked: 'One procedure was ended before its time.',
  mandate_revoked: 'The whole mandate was ended before its time.',
  stop_refused: 'A stop code that is none of ours was given, on the page or by SMS.',
  mandate_refused: 'An act on a draft or a mandate was refused.',
  mandate_viewed: 'A helper opened a person’s mandate.',
  // its uses
  mandate_used: 'A helper took up the mandate for one procedure at one relying party.',
  use_refused: 'A taking-up of the mandate was refused; the refusal says why.',
  identity_disclosed: 'The person’s identity was given to the relying party.',
  disclosure_refused: 'A relying party asked for the identity and was refused; the refusal says why.',
  code_replayed: 'An authorization code was presented twice: the tokens it gave are dead.',
  // the people
  person_recognised: 'A person was seen for the first time.',
  person_refreshed: 'FranceConnect gave other particulars than those known.',
  personal_data_opened: 'A manager, supervisor or operator opened what is about a person, for the reason given.',
  // the service
  organisation_certified: 'An organisation may act from now on.',
  helper_joined: 'A helper became a member of an organisation.',
  helper_certified: 'A helper may act from now on.',
  helper_suspended: 'A helper may not act any more.',
  organisation_suspended: 'No helper of the organisation may act any more.',
  operator_added: 'Somebody may operate the service: runs it, reads no personal data, acts for nobody.',
  supervisor_added: 'Somebody may supervise the organisations of the territories given.',
  client_registered: 'A relying party was registered.',
  client_disabled: 'A relying party was disabled.',
  signing_key_added: 'A signing key was published.',
  signing_key_rotated: 'Another key signs from now on.',
} as const satisfies Record<string, string>;

export type EventName = keyof typeof events;
