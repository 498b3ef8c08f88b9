import { openUpstream, type Upstream, type UpstreamRegistration } from './upstream.ts';

/** FranceConnect, who vouches for persons. Always a fresh sign-in: the helper's computer may hold somebody else's. */
export function franceConnect(registration: UpstreamRegistration): Upstream {
  return openUpstream(registration, {
    scope: `openid ${pivot} preferred_username email phone idp_id`,
    acr: 'eidas1',
    acceptedAcrs: ['eidas1', 'eidas2', 'eidas3'],
    prompt: 'login',
    claims: { id_token: { auth_time: null } },
  });
}

/** ProConnect, who vouches for helpers. A plain password there will do: our own second factor always follows. */
export function proConnect(registration: UpstreamRegistration): Upstream {
  return openUpstream(registration, {
    scope: 'openid given_name usual_name email uid siret',
    acr: 'eidas1',
    acceptedAcrs: ['eidas1', 'eidas1-mfa', 'eidas2', 'eidas3'],
  });
}

const pivot = 'identite_pivot given_name family_name birthdate gender birthplace birthcountry';
