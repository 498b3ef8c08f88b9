import { type Client, type Configuration, errors } from 'oidc-provider';
import { issuerOf } from './claims.ts';
import { signedOutPage } from './error-pages.ts';
import { richRequests } from './mandated-act.ts';
import type { RoomNeeds } from './needs.ts';
import { checkClaims } from './request-rules.ts';
import { isStillAllowed } from './subject.ts';

/** What the library offers besides the code flow, and to whom. */
export function features(needs: RoomNeeds): NonNullable<Configuration['features']> {
  const resource = `${issuerOf(needs)}/userinfo`;
  return {
    devInteractions: { enabled: false },
    claimsParameter: { enabled: true, assertClaimsParameter: (ctx, claims) => checkClaims(needs, ctx, claims) },
    pushedAuthorizationRequests: { enabled: true },
    dPoP: { enabled: true },
    fapi: { enabled: true, profile: (_ctx, client) => (isFapi(client) ? '2.0' : undefined) },
    introspection: {
      enabled: true,
      allowedPolicy: (ctx, client, token) => 'accountId' in token && isOwn(client, token) && isStillAllowed(needs, ctx, token.accountId),
    },
    // « Not yours » and « unknown » are the same answer.
    revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => isOwn(client, token) },
    jwtUserinfo: { enabled: true },
    rpInitiatedLogout: { enabled: true, logoutSource: signedOutPage, postLogoutSuccessSource: signedOutPage },
    requestObjects: { enabled: false },
    richAuthorizationRequests: richRequests(needs),
    resourceIndicators: {
      enabled: true,
      defaultResource: (ctx, _client, oneOf) => oneOf ?? (ctx.oidc.params?.['authorization_details'] === undefined ? [] : resource),
      getResourceServerInfo: (_ctx, asked) => {
        if (asked !== resource) throw new errors.InvalidTarget();
        return { scope: '', accessTokenFormat: 'opaque' };
      },
    },
  };
}

function isOwn(client: Client, token: { readonly clientId?: string | undefined }): boolean {
  return token.clientId === client.clientId;
}

function isFapi(client: Client | undefined): boolean {
  return client?.tokenEndpointAuthMethod === 'private_key_jwt';
}
