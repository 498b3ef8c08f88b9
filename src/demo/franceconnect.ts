import { createHash } from 'node:crypto';
import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import { hubSite, type HubOptions } from './hub.ts';
import type { Listening } from './listen.ts';
import { demoPeople, type DemoPerson } from './people.ts';
import { startSimulator, type SimulatorAccount, type SimulatorManners, type SimulatorOptions } from './simulator.ts';

export interface FranceConnectOptions extends SimulatorOptions {
  readonly people?: readonly DemoPerson[];
  /** FranceConnect's other face, on the same site: a client of Procura. */
  readonly hub?: HubOptions;
}

/** Starts a FranceConnect that is none: persons of the demonstration, the real one's addresses, claims and refusals. */
export function startFranceConnect({ people = demoPeople, hub, ...options }: FranceConnectOptions): Promise<Listening> {
  const manners: SimulatorManners = { ...franceConnect, accounts: people.map(franceConnectAccount) };
  return startSimulator(manners, options, hub && hubSite(hub));
}

const pivot = ['given_name', 'family_name', 'birthdate', 'gender', 'birthplace', 'birthcountry'];

const franceConnect: Omit<SimulatorManners, 'accounts'> = {
  name: 'FranceConnect',
  cookiePrefix: 'franceconnect_demo',
  claimsOfScopes: {
    identite_pivot: pivot,
    profile: ['given_name', 'family_name', 'birthdate', 'gender', 'preferred_username'],
    birth: ['birthplace', 'birthcountry'],
    email: ['email'],
    phone: ['phone_number'],
    amr: ['amr'],
    ...Object.fromEntries([...pivot, 'preferred_username', 'idp_id', 'idp_birthdate'].map((claim) => [claim, [claim]])),
  },
  acrValues: ['eidas1'],
  userinfo: 'json',
  sessionSeconds: 1_800,
  checkRequest,
  pairwiseIdentifier: (_ctx, accountId, client) => franceConnectSubject(accountId, client.clientId),
};

/** Opaque and the same at each start, as persons known from yesterday must be known again. */
export function franceConnectSubject(personId: string, clientId: string): string {
  return `${createHash('sha256').update(`franceconnect-demo:${clientId}:${personId}`).digest('hex')}v1`;
}

/** The real one asks for a nonce of 22 characters at least, and for a level it offers. */
function checkRequest(ctx: KoaContextWithOIDC): void {
  const { nonce, acr_values } = ctx.oidc.params ?? {};
  if (typeof nonce !== 'string' || nonce.length < 22) throw new errors.InvalidRequest('nonce must be at least 22 characters long');
  const asked = typeof acr_values === 'string' ? acr_values.split(' ') : [];
  if (!asked.some((acr) => franceConnect.acrValues.includes(acr)))
    throw new errors.InvalidRequest('acr_values is missing or not supported');
}

/** What this FranceConnect tells of a person. */
export function franceConnectAccount(person: DemoPerson): SimulatorAccount {
  const { preferredUsername, email, phone } = person;
  return {
    accountId: person.id,
    name: `${person.givenName} ${person.familyName}`,
    hint: person.hint,
    acr: 'eidas1',
    amr: ['fc', 'pwd'],
    claims: {
      given_name: person.givenName,
      family_name: person.familyName,
      birthdate: person.birthdate,
      gender: person.gender,
      birthplace: person.birthplace,
      birthcountry: person.birthcountry,
      idp_id: person.idpId,
      idp_birthdate: person.birthdate,
      ...(preferredUsername !== null && { preferred_username: preferredUsername }),
      ...(email !== null && { email }),
      ...(phone !== null && { phone_number: phone }),
    },
  };
}
