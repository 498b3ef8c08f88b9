import {
  type AuthorizationDetail,
  type AuthorizationDetailsForAccessToken,
  type AuthorizationDetailsForGrantSource,
  type AuthorizationDetailsForIntrospection,
  errors,
} from 'oidc-provider';
import { type Procedure, procedureCodes, procedureOf, procedures } from '../mandates/procedures.ts';
import { type ClaimsNeeds, epoch, mandateRef } from './claims.ts';
import { detailTypes } from './client.ts';
import { mandatedAct } from './forms.ts';
import { toldTo } from './subject.ts';

interface RichRequests {
  readonly enabled: true;
  readonly types: Record<string, { validate: (ctx: unknown, detail: AuthorizationDetail) => void }>;
  readonly authorizationDetailsForGrantSource: AuthorizationDetailsForGrantSource;
  readonly authorizationDetailsForAccessToken: AuthorizationDetailsForAccessToken;
  readonly authorizationDetailsForIntrospection: AuthorizationDetailsForIntrospection;
}

/** The one type of `authorization_details` we know (RFC 9396): an act for a person, of one procedure. Unknown fields are refused. */
export function richRequests(needs: ClaimsNeeds): RichRequests {
  return {
    enabled: true,
    types: Object.fromEntries(
      detailTypes(needs.publicUrl).map((type) => [type, { validate: (_ctx: unknown, detail: AuthorizationDetail) => validate(detail) }]),
    ),
    authorizationDetailsForGrantSource: (ctx) => granted(ctx.oidc.params ?? {}, ctx.oidc.result?.consent?.['procedure']),
    authorizationDetailsForAccessToken: (ctx, _token, source) => {
      const told = toldTo(ctx);
      const asked = source && 'rar' in source ? source.rar : undefined;
      return (
        told &&
        asked?.map((detail) => ({
          ...detail,
          mandate_ref: mandateRef(needs, told.client.id, told.mandate.id),
          mandate_exp: epoch(told.mandate.expiresAt),
        }))
      );
    },
    // Asked only once the decision said yes: the mandate lives.
    authorizationDetailsForIntrospection: (_ctx, token) =>
      'rar' in token ? token.rar?.map((detail) => ({ ...detail, mandate_status: 'active' })) : undefined,
  };
}

/** The procedures that a request's `authorization_details` name; null when it has none. */
export function askedActs(params: Readonly<Record<string, unknown>>): readonly string[] | null {
  const details = detailsOf(params);
  return details.length > 0 ? details.map(({ procedure }) => String(procedure)) : null;
}

/** What a request says will be done in one procedure; nothing when it does not say. */
export function askedActions(params: Readonly<Record<string, unknown>>, procedure: Procedure): string[] {
  return granted(params, procedure).flatMap(({ actions }) => (Array.isArray(actions) ? actions.map(String) : []));
}

/** The procedure somebody names by our code, the hub's label or our URN. */
export function procedureNamed(value: string): Procedure | null {
  return procedureOf(value) ?? procedureCodes.find((code) => procedures[code].urn === value) ?? null;
}

function validate(detail: AuthorizationDetail): void {
  const checked = mandatedAct.safeParse(detail);
  if (!checked.success)
    throw new errors.InvalidAuthorizationDetails('a mandated act has a procedure, actions, perhaps locations, and nothing else');
  if (!procedureNamed(checked.data.procedure)) throw new errors.InvalidAuthorizationDetails('unknown procedure');
}

/** Of what was asked, what the helper chose. */
function granted(params: Readonly<Record<string, unknown>>, procedure: unknown): AuthorizationDetail[] {
  return detailsOf(params).filter((detail) => procedureNamed(String(detail['procedure'])) === procedure);
}

function detailsOf(params: Readonly<Record<string, unknown>>): AuthorizationDetail[] {
  const text = params['authorization_details'];
  return typeof text === 'string' ? (JSON.parse(text) as AuthorizationDetail[]) : []; // checked by the library and by `validate`
}
