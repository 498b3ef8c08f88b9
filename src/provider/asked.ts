import { decodeJwt } from 'jose';
import { type Procedure, procedureCodes } from '../mandates/procedures.ts';
import { type SensitiveAct, sensitiveAmong } from '../mandates/sensitive.ts';
import type { Client } from './client.ts';
import { askedActions, askedActs, procedureNamed } from './mandated-act.ts';
import { idHashOf } from './sealed-payload.ts';
import { askedRepScope, idTokenClaim } from './request-rules.ts';

/** The parameters of an authorization request, checked by the library and by our rules. */
export type Params = Readonly<Record<string, unknown>>;

/** The procedures a service asks for and may have. Unknown values are ignored when some known remain; none at all asks for any. */
export function askedProcedures(client: Client, params: Params): Procedure[] {
  const named = client.dialect === 'hub' ? askedRepScope(params) : askedActs(params);
  const registered = procedureCodes.filter((code) => client.dialect === 'hub' || client.procedures.includes(code));
  if (!named) return registered;
  const wanted = named.map(procedureNamed);
  return registered.filter((code) => wanted.includes(code));
}

/**
 * What the person must confirm before this service is let do it, and in which request they are asked. The hub says nothing of acts, so
 * it may do none of them.
 */
export function askedSensitive(
  { uid, payload: { params = {} } }: { readonly uid: string; readonly payload: { readonly params?: Params | undefined } },
  client: Client,
  procedure: Procedure,
): { readonly acts: readonly SensitiveAct[]; readonly requestHash: Buffer } {
  const acts = client.dialect === 'hub' ? [] : sensitiveAmong(askedActions(params, procedure), client.sensitiveActs);
  return { acts, requestHash: idHashOf('Interaction', uid) };
}

/** Whether a service that asks for one subject alone asks for this one (OpenID Connect Core §3.1.2.2, §5.5.1): no other may be told. */
export function mayBeTold(params: Params, subject: string): boolean {
  const sub = idTokenClaim(params, 'sub')?.['value'];
  const hint = params['id_token_hint'];
  return [sub, typeof hint === 'string' ? decodeJwt(hint).sub : undefined].every((asked) => asked === undefined || asked === subject);
}

/** How many seconds ago, at most, the helper must have proved who they are; null when the service does not say. */
export function askedAge(params: Params): number | null {
  return typeof params['max_age'] === 'string' ? Number(params['max_age']) : null;
}

/**
 * Whether a service asks that the helper prove who they are for this very request: `prompt=login`, which the library makes of `max_age=0`
 * too. The hub always writes it, and means that its person is chosen anew: they are.
 */
export function asksAnew({ dialect }: Client, params: Params): boolean {
  return dialect === 'direct' && typeof params['prompt'] === 'string' && params['prompt'].split(' ').includes('login');
}
