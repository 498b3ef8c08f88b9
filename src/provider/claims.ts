import { second } from '../clock.ts';
import type { Disclosure } from '../mandates/disclose-use.ts';
import { hubLabel, procedures } from '../mandates/procedures.ts';
import type { PivotIdentity } from '../people/person.ts';
import type { Client } from './client.ts';
import { pairwise } from './pairwise.ts';

/** A disclosure, and to whom it goes. */
export interface Told extends Disclosure {
  readonly client: Client;
  /** The instant it was decided at. */
  readonly at: Date;
}

export interface ClaimsNeeds {
  readonly publicUrl: string;
  readonly pairwiseKey: Buffer;
}

type Claims = Record<string, unknown>;

/** The claims of the pivot identity that each scope asks for. The hub's own scopes are tolerated from everybody. */
export const scopeClaims = {
  identite_pivot: ['given_name', 'family_name', 'birthdate', 'gender', 'birthplace', 'birthcountry'],
  profile: ['given_name', 'family_name', 'birthdate', 'gender', 'preferred_username'],
  birth: ['birthplace', 'birthcountry'],
  birthplace: ['birthplace'],
  birthcountry: ['birthcountry'],
  preferred_username: ['preferred_username'],
  email: ['email'],
  phone: ['phone_number'],
  address: [],
} as const satisfies Record<string, readonly string[]>;

/** The name of the claim that tells of the mandate: collision-resistant, as OpenID Connect Core §5.1.2 wants. */
export function mandateClaim(publicUrl: string): string {
  return `${new URL(publicUrl).origin}/claims/mandate`;
}

/** What an id_token says besides who and when: on whose behalf, by whom, under what. No identity, unless it was asked for here. */
export function idTokenClaims(needs: ClaimsNeeds, told: Told, requested: readonly string[]): Claims {
  const identity = told.client.delegationMode === 'aware-represents' ? {} : pick(identityOf(needs, told), requested);
  if (told.client.delegationMode === 'hub') return { ...identity, rep_scope: [hubLabel(told.use.procedure)] };
  const { txn } = told.use;
  return { ...identity, ...delegation(needs, told), txn, sid: txn, [mandateClaim(needs.publicUrl)]: mandate(needs, told) };
}

/** The identity that was asked for, and who acts. The hub gets the whole pivot identity: it cannot do with less. */
export function userinfoClaims(
  needs: ClaimsNeeds,
  told: Told,
  { scopes, requested }: { readonly scopes: readonly string[]; readonly requested: readonly string[] },
): Claims {
  const identity = identityOf(needs, told);
  const names = [...scopes.flatMap((scope) => (scope in scopeClaims ? scopeClaims[scope as keyof typeof scopeClaims] : [])), ...requested];
  if (told.client.delegationMode === 'hub') return pick(identity, [...scopeClaims.identite_pivot, 'email', ...names]);
  if (told.client.delegationMode === 'aware-act') return { ...pick(identity, names), ...delegation(needs, told) };
  const { represents, ...helper } = delegation(needs, told);
  return { ...helper, represents: { ...(represents as Claims), ...pick(identity, names) } }; // made below
}

/** Who acts for whom, in the order the client registered for. */
export function delegation(needs: ClaimsNeeds, { client, person, helper, organisation }: Told): Claims {
  const iss = issuerOf(needs);
  const name = (kind: 'person' | 'helper', id: string) => pairwise(needs.pairwiseKey, client.id, { kind, id });
  const place = { role: 'certified-helper', siret: organisation.siret, organization_label: organisation.name };
  if (client.delegationMode === 'aware-act') return { act: { iss, sub: name('helper', helper.id), ...place } };
  if (client.delegationMode === 'aware-represents') return { represents: { iss, sub: name('person', person.id) }, ...place };
  return {};
}

/** Under what name the client may quote the mandate. */
export function mandateRef({ pairwiseKey }: Pick<ClaimsNeeds, 'pairwiseKey'>, clientId: string, id: string): string {
  return `m_${pairwise(pairwiseKey, clientId, { kind: 'mandate', id })}`;
}

export function issuerOf({ publicUrl }: Pick<ClaimsNeeds, 'publicUrl'>): string {
  return `${publicUrl}/oidc`;
}

/** Seconds since 1970, as tokens count. */
export function epoch(at: Date): number {
  return Math.floor(at.getTime() / second);
}

function mandate(needs: ClaimsNeeds, told: Told): Claims {
  return {
    ref: mandateRef(needs, told.client.id, told.mandate.id),
    digest: `sha-256:${told.mandate.termsHash.toString('base64url')}`,
    themes: [procedures[told.use.procedure].urn],
    nbf: epoch(told.mandate.startsAt),
    exp: epoch(told.mandate.expiresAt),
    principal_proof: { method: 'franceconnect', acr: 'eidas1', at: epoch(told.mandate.agreedAt) },
  };
}

function identityOf(needs: ClaimsNeeds, { client, person: { id, identity } }: Told): Claims {
  const own = validEmail(identity);
  const email = client.delegationMode === 'hub' ? (own ?? relayAddress(needs, { clientId: client.id, personId: id })) : own;
  return {
    given_name: identity.givenName,
    family_name: identity.familyName,
    birthdate: identity.birthdate,
    gender: identity.gender,
    birthplace: identity.birthplace,
    birthcountry: identity.birthcountry,
    ...(identity.preferredUsername !== undefined && { preferred_username: identity.preferredUsername }),
    ...(identity.phoneNumber !== undefined && { phone_number: identity.phoneNumber }),
    ...(email !== undefined && { email }),
  };
}

function validEmail({ email }: PivotIdentity): string | undefined {
  return email !== undefined && /^[^\s@]{1,64}@(?:[a-z0-9-]{1,63}\.)+[a-z]{2,}$/i.test(email) ? email : undefined;
}

/** The hub requires an address: for somebody without one, an address of ours that is theirs, never a helper's mailbox. */
function relayAddress(
  { publicUrl, pairwiseKey }: ClaimsNeeds,
  { clientId, personId }: { readonly clientId: string; readonly personId: string },
): string {
  const { hostname } = new URL(publicUrl);
  const host = /\.[a-z]{2,}$/i.test(hostname) ? hostname : 'procura.invalid'; // on a bare machine: a name that can never be somebody's
  const name = Buffer.from(pairwise(pairwiseKey, clientId, { kind: 'person', id: personId }), 'base64url')
    .toString('hex')
    .slice(0, 32);
  return `u-${name}@relay.${host}`;
}

function pick(from: Claims, names: readonly string[]): Claims {
  return Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)));
}
