import { randomBytes } from 'node:crypto';
import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import type { Client } from './client.ts';
import * as store from './client-store.ts';
import type { Registration } from './forms.ts';

/** A relying party may come from now on. Its secret, if it has one, is in the answer and nowhere else in clear. */
export async function registerClient(work: Work, registration: Registration): Promise<Client> {
  const { id, name, dialect, delegationMode, procedures } = registration;
  const client: Client = {
    ...{ id, name, dialect, delegationMode, procedures, disabledAt: null },
    proof: registration.proof ?? (dialect === 'hub' ? 'nonce' : 'pkce'),
    sensitiveActs: registration.sensitiveActs,
    metadata: metadataOf(registration),
    logoutUri: registration.backchannelLogoutUri ?? null,
    eventsUri: registration.eventsUri ?? null,
    eventsAuthorization: registration.eventsAuthorization ?? null,
    secret: needsSecret(registration) ? (registration.secret ?? newClientSecret()) : null,
  };
  if (!(await store.insertClient(work.tx, work.vault, { client, createdAt: work.at }))) throw new Refusal('client_exists');
  await append(work, {
    event: 'client_registered',
    clientId: id,
    details: { dialect, delegation_mode: delegationMode, redirect_uris: registration.redirectUris },
  });
  return client;
}

/** In the library's own words (OpenID Connect Dynamic Client Registration §2). */
function metadataOf(registration: Registration): Record<string, unknown> {
  const { jwks, jwksUri, userinfo, authentication } = registration;
  const isFapi = authentication === 'private_key_jwt';
  return {
    redirect_uris: registration.redirectUris,
    post_logout_redirect_uris: registration.postLogoutRedirectUris,
    token_endpoint_auth_method: authentication,
    id_token_signed_response_alg: registration.idTokenAlg,
    ...(userinfo !== 'json' && { userinfo_signed_response_alg: userinfo }),
    ...(jwks && { jwks }),
    ...(jwksUri !== undefined && { jwks_uri: jwksUri }),
    ...(isFapi && { require_pushed_authorization_requests: true, dpop_bound_access_tokens: true }),
  };
}

function needsSecret({ authentication, idTokenAlg, userinfo }: Registration): boolean {
  return authentication !== 'private_key_jwt' || idTokenAlg === 'HS256' || userinfo === 'HS256';
}

/** Letters and digits only: clients that forget to encode Basic credentials still work. */
function newClientSecret(): string {
  return randomBytes(32).toString('hex');
}
