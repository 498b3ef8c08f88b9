export type Audience =
  | 'anyone'
  | 'the browser that asked'
  | 'the browser that gave a stop code'
  | 'whoever gave a first factor'
  | 'helper'
  | 'helper, second factor under 15 minutes'
  | 'manager'
  | 'manager, second factor under 15 minutes'
  | 'signed in'
  | 'signed in, second factor under 15 minutes'
  | 'operator'
  | 'operator, second factor under 15 minutes'
  | 'supervisor'
  | 'the SMS gateway'
  | 'relying party';

/** Who may, for every route there is: a test walks the application and holds it to this list, so that no route is forgotten. */
export const access: Readonly<Record<string, Audience>> = {
  'GET /': 'anyone',
  'GET /accessibility': 'anyone',
  'GET /privacy': 'anyone',
  'GET /help': 'anyone',
  'GET /verify': 'anyone',
  'GET /stop': 'anyone',
  'POST /stop': 'anyone',
  'GET /stop/mandate': 'the browser that gave a stop code',
  'POST /stop/revocation': 'the browser that gave a stop code',
  'GET /verify-proof': 'anyone',
  'GET /health/live': 'anyone',
  'GET /health/ready': 'anyone',
  'GET /sign-in': 'anyone',
  'POST /sign-in/proconnect': 'anyone',
  'GET /sign-in/proconnect/callback': 'the browser that asked',
  'GET /sign-in/link': 'anyone',
  'POST /sign-in/link': 'anyone',
  'GET /sign-in/link/:token': 'anyone',
  'POST /sign-in/link/:token': 'anyone',
  'POST /sign-out': 'anyone',
  'GET /signed-out': 'anyone',
  'GET /second-factor': 'whoever gave a first factor',
  'POST /second-factor': 'whoever gave a first factor',
  'GET /account/second-factor': 'whoever gave a first factor',
  'POST /account/second-factor': 'whoever gave a first factor',
  'POST /account/second-factor/confirmation': 'whoever gave a first factor',
  'GET /factors': 'signed in',
  'GET /account/passkeys/new': 'whoever gave a first factor',
  'POST /account/passkeys': 'whoever gave a first factor',
  'POST /account/application/removal': 'signed in, second factor under 15 minutes',
  'POST /account/passkeys/:id/removal': 'signed in, second factor under 15 minutes',
  'POST /account/passkeys/:id/name': 'signed in',
  'GET /account/recovery-codes': 'signed in, second factor under 15 minutes',
  'POST /account/recovery-codes': 'signed in, second factor under 15 minutes',
  'POST /account/recovery-codes/noted': 'signed in',
  'POST /account/sessions/end': 'signed in',
  'POST /organisation': 'helper',
  'GET /manager/cards': 'manager',
  'GET /manager/cards/:serial': 'manager',
  'POST /manager/cards': 'manager, second factor under 15 minutes',
  'POST /manager/cards/:serial/binding': 'manager, second factor under 15 minutes',
  'POST /manager/cards/:serial/release': 'manager, second factor under 15 minutes',
  'GET /identification/callback': 'the browser that asked',
  'GET /identification/signed-out': 'the browser that asked',
  'GET /home': 'helper',
  'GET /mandates/new': 'helper',
  'POST /mandates': 'helper',
  'GET /mandates/:id': 'helper',
  'GET /mandates/:id/paper': 'helper',
  'GET /mandates/:id/renewal': 'helper',
  'GET /mandates/:id/revocation': 'helper',
  'POST /mandates/:id/revocation': 'helper',
  'GET /drafts/:id': 'helper',
  'POST /drafts/:id/identification': 'helper',
  'GET /drafts/:id/terms': 'helper',
  'POST /drafts/:id/agreement': 'helper',
  'GET /drafts/:id/contacts': 'helper',
  'POST /drafts/:id/contacts': 'helper',
  'GET /drafts/:id/signature': 'helper',
  'POST /drafts/:id/signature': 'helper',
  'POST /drafts/:id/abandonment': 'helper',
  'GET /drafts/:id/end': 'helper',
  'GET /activity': 'helper',
  'GET /operator': 'operator',
  'GET /supervision': 'supervisor',
  'GET /interaction/:uid': 'helper, second factor under 15 minutes',
  'POST /interaction/:uid': 'helper, second factor under 15 minutes',
  'POST /interaction/:uid/abandonment': 'helper, second factor under 15 minutes',
  'POST /api/v1/receipts': 'relying party',
  'POST /api/v1/sms': 'the SMS gateway',
  'GET /oidc': 'relying party',
  'ALL /oidc/*': 'relying party',
};
