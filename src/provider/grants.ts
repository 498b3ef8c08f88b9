import type { AdapterPayload, Grant, KoaContextWithOIDC } from 'oidc-provider';

/**
 * The library's grant, which here is not kept anywhere: its identifier, held inside the sealed code and token, says all there is
 * to say. One write and two reads less at each sign-in, and nothing left to revoke but codes and tokens themselves.
 */
export function grantOf(ctx: KoaContextWithOIDC): Grant | undefined {
  const { account, client, provider } = ctx.oidc;
  if (!account || !client) return undefined;
  const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
  grant.addOIDCScope(ctx.oidc.requestParamOIDCScopes);
  grant.addOIDCClaims(ctx.oidc.requestParamClaims);
  const { accountId, clientId, openid } = grant;
  grant.jti = Buffer.from(JSON.stringify({ accountId, clientId, openid })).toString('base64url');
  return grant;
}

/** The grant an identifier stands for. */
export function findGrant(id: string): AdapterPayload {
  return { ...(JSON.parse(Buffer.from(id, 'base64url').toString()) as AdapterPayload), jti: id, kind: 'Grant' }; // written by grantOf
}

/** The account a grant was given for. */
export function accountOfGrant(id: string): string {
  return findGrant(id).accountId ?? '';
}
