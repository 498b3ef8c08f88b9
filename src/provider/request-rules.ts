import { errors, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import { Refusal } from '../errors.ts';
import { rateLimit } from '../http/rate-limit.ts';
import { appendAlone } from '../journal/append.ts';
import { acrOf, type Client } from './client.ts';
import type { RoomNeeds } from './needs.ts';

/** OpenID Connect leaves its length open; FranceConnect's rule, and RFC 9700 §2.1.1 where a nonce stands in for a code challenge. */
const shortestNonce = 22;

/** When the library must ask: always. Before it does, our own rules on the request; a broken one goes back to the client as an error. */
export function promptPolicy(needs: RoomNeeds): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base();
  const check = requestRules(needs);
  policy.get('login')?.checks.add(new interactionPolicy.Check('request_rules', 'the request breaks a rule', check), 0);
  for (const reason of ['rar_prompt', 'native_client_prompt']) policy.get('consent')?.checks.remove(reason);
  return policy;
}

/** The library's own rule on the claims parameter, and ours on the two claims that restrict what we may answer. */
export async function checkClaims({ clients, publicUrl }: RoomNeeds, ctx: KoaContextWithOIDC, claims: object): Promise<void> {
  const members = Object.values(claims as Record<string, unknown>).flatMap((container) =>
    isRecord(container) ? Object.values(container) : [],
  );
  if (members.some((member) => member !== null && !isRecord(member)))
    throw new errors.InvalidRequest('claims members must be null or objects');
  const { rep_scope: repScope, acr } = idTokenMembers(claims);
  if (isRecord(repScope) && repScope['values'] !== undefined && !isStrings(repScope['values']))
    throw new errors.InvalidRequest('rep_scope values must be strings');
  const client = await clients(ctx.oidc.client?.clientId ?? '');
  if (client && isRecord(acr) && acr['essential'] === true && !asksFor(acr, acrOf(client, publicUrl)))
    throw new errors.UnmetAuthenticationRequirements();
}

/** What a request restricts `rep_scope` to; null when it does not. Malformed ones never get this far. */
export function askedRepScope(params: Readonly<Record<string, unknown>>): readonly string[] | null {
  const repScope = idTokenClaim(params, 'rep_scope');
  const values = [repScope?.['values'], repScope?.['value']].flat().filter((value) => typeof value === 'string');
  return values.length > 0 ? values : null;
}

/** What the `claims` parameter of a request says of one claim of the id_token. */
export function idTokenClaim(params: Readonly<Record<string, unknown>>, name: string): Record<string, unknown> | null {
  const claims: unknown = typeof params['claims'] === 'string' ? JSON.parse(params['claims']) : null;
  const claim = isRecord(claims) ? idTokenMembers(claims)[name] : null;
  return isRecord(claim) ? claim : null;
}

function requestRules(needs: RoomNeeds): (ctx: KoaContextWithOIDC) => Promise<boolean> {
  const limit = rateLimit(needs, { name: 'unsupported-delegation', points: 30, seconds: 60 });
  return async (ctx) => {
    const { client: { clientId = '' } = {}, params = {}, route } = ctx.oidc;
    const client = await needs.clients(clientId);
    if (route === 'resume' || !client) return interactionPolicy.Check.NO_NEED_TO_PROMPT;
    if (!ctx.oidc.requestParamScopes.has('openid')) throw new errors.InvalidScope('openid scope must be requested', 'openid');
    if (client.proof === 'nonce' && (typeof params['nonce'] !== 'string' || params['nonce'].length < shortestNonce)) {
      throw new errors.InvalidRequest(`nonce must be at least ${String(shortestNonce)} characters`);
    }
    const { acr_values: levels } = params;
    if (client.dialect === 'hub' && typeof levels === 'string' && !levels.split(' ').includes(acrOf(client, needs.publicUrl))) {
      throw new errors.UnmetAuthenticationRequirements(); // the hub would refuse our answer: better now than after the choice
    }
    if (client.delegationMode === 'none') await refuseDelegation(needs, client, limit);
    return interactionPolicy.Check.NO_NEED_TO_PROMPT;
  };
}

/** Recorded, but nobody may fill the journal with it: beyond so many a minute the refusal is only said. */
async function refuseDelegation(needs: RoomNeeds, client: Client, limit: { take(key: string): Promise<void> }): Promise<never> {
  try {
    await limit.take(client.id);
    await appendAlone(needs, { event: 'use_refused', refusal: 'delegation_not_supported', clientId: client.id });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'too_many_requests') throw error;
  }
  throw new errors.AccessDenied('delegation_not_supported');
}

function idTokenMembers(claims: object): Record<string, unknown> {
  const container = (claims as Record<string, unknown>)['id_token'];
  return isRecord(container) ? container : {};
}

function asksFor(acr: Record<string, unknown>, ours: string): boolean {
  const asked = [acr['value'], acr['values']].flat().filter((value) => value !== undefined);
  return asked.length === 0 || asked.includes(ours);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
