/** The ten values the hub knows of `rep_scope`; any other one silently ends its single sign-on. */
export const hubLabels: readonly string[] = [
  'Papier-Citoyenneté-Elections',
  'Famille-Scolarité',
  'Social-Santé',
  'Travail-Formation',
  'Logement',
  'Transports-Mobilité',
  'Argent-Impots-Consommation',
  'Justice',
  'Etranger-Europe',
  'Loisirs-Sport-Culture',
];

/** Why the hub gives up, with its own error code where it is known. */
export interface HubFailure {
  readonly step: 'callback' | 'id_token' | 'token' | 'acr' | 'userinfo' | 'identity' | 'rep_scope';
  readonly code: string | null;
  readonly detail: string;
}

type Claims = Readonly<Record<string, unknown>>;

/** What the hub expects of one sign-in. */
export interface HubExpectations {
  readonly issuer: string;
  readonly clientId: string;
  readonly nonce: string;
  /** Of the service provider behind the hub; empty: no restriction. */
  readonly repScope: readonly string[];
  readonly at: Date;
}

/** What one sign-in brought, signatures already verified. */
export interface HubExchange {
  readonly tokens: Claims;
  readonly idToken: Claims;
  readonly userinfo: Claims;
}

/** The first reason for which FranceConnect would refuse this sign-in; null when it would accept it. */
export function hubFailure(exchange: HubExchange, expected: HubExpectations): HubFailure | null {
  return (
    idTokenFailure(exchange.idToken, expected) ??
    tokenFailure(exchange.tokens, exchange.idToken) ??
    userinfoFailure(exchange.userinfo, exchange.idToken) ??
    acrFailure(exchange.idToken) ??
    identityFailure(exchange.userinfo) ??
    repScopeFailure(repScopeOf(exchange.idToken), expected.repScope)
  );
}

/** What the hub says of the redirection it gets back, before asking for tokens. */
export function callbackFailure(query: Claims, expected: { readonly state: string; readonly issuer: string }): HubFailure | null {
  const failure = (code: string | null, detail: string): HubFailure => ({ step: 'callback', code, detail });
  if (typeof query['state'] !== 'string') return failure('Y020021', 'le paramètre state manque');
  if (query['state'] !== expected.state) return failure('Y020022', 'le paramètre state n’est pas celui qui fut envoyé');
  if (query['iss'] !== undefined && query['iss'] !== expected.issuer) return failure(null, 'le paramètre iss nomme un autre fournisseur');
  if (query['error'] !== undefined) {
    const { error, error_description = 'sans explication' } = query;
    return failure(null, [error, error_description].filter((one) => typeof one === 'string').join(' : '));
  }
  return typeof query['code'] === 'string' && query['code'] !== '' ? null : failure('Y020025', 'le paramètre code manque');
}

/** The values of `rep_scope` in an id_token; none when it is absent. */
export function repScopeOf(idToken: Claims): readonly string[] {
  const value = idToken['rep_scope'];
  return isStrings(value) ? value : [];
}

/** Any common value is enough, compared byte for byte, and a service without restriction takes all. Repeated at each single sign-on. */
export function repScopeFailure(given: readonly string[], asked: readonly string[]): HubFailure | null {
  if (asked.length === 0 || asked.some((label) => given.includes(label))) return null;
  return { step: 'rep_scope', code: 'Y600020', detail: `access_denied : attendu ${asked.join(', ')} ; reçu ${given.join(', ') || 'rien'}` };
}

/** Whether the hub would let a second service in without asking us: one unknown value is enough to end that. */
export function keepsSingleSignOn(idToken: Claims): boolean {
  return repScopeOf(idToken).every((label) => hubLabels.includes(label));
}

const clockTolerance = 10;

function idTokenFailure(claims: Claims, { issuer, clientId, nonce, at }: HubExpectations): HubFailure | null {
  const now = at.getTime() / 1000;
  const rules: [boolean, string][] = [
    [claims['iss'] === issuer, 'iss n’est pas le fournisseur configuré'],
    [[claims['aud']].flat().includes(clientId), 'aud n’est pas le client'],
    [typeof claims['exp'] === 'number' && claims['exp'] > now - clockTolerance, 'exp est passé ou manque'],
    [typeof claims['iat'] === 'number' && claims['iat'] < now + clockTolerance, 'iat est à venir ou manque'],
    [claims['nonce'] === nonce, 'nonce n’est pas celui qui fut envoyé'],
  ];
  return firstBroken(rules, { step: 'id_token', code: 'Y020026' });
}

function tokenFailure(tokens: Claims, idToken: Claims): HubFailure | null {
  const { acr, amr, rep_scope } = idToken;
  const rules: [boolean, string][] = [
    [isAscii(tokens['access_token']), 'access_token manque ou n’est pas ASCII'],
    [typeof tokens['id_token'] === 'string' && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(tokens['id_token']), 'id_token n’est pas un JWT'],
    [tokens['refresh_token'] === undefined || isAscii(tokens['refresh_token']), 'refresh_token n’est pas ASCII'],
    [typeof acr === 'string' && /^[0-9a-z]+$/i.test(acr), 'acr manque ou n’est pas alphanumérique'],
    [amr === undefined || isStrings(amr), 'amr n’est pas une liste de mots'],
    [rep_scope === undefined || isStrings(rep_scope), 'rep_scope n’est pas une liste de mots'],
  ];
  return firstBroken(rules, { step: 'token', code: 'Y020030' });
}

function userinfoFailure({ sub }: Claims, idToken: Claims): HubFailure | null {
  const rules: [boolean, string][] = [
    [isAscii(sub), 'sub manque ou n’est pas ASCII'],
    [sub === idToken['sub'], 'sub n’est pas celui de l’id_token'],
  ];
  return firstBroken(rules, { step: 'userinfo', code: 'Y020029' });
}

function acrFailure({ acr }: Claims): HubFailure | null {
  return acr === 'eidas1' ? null : { step: 'acr', code: null, detail: `acr ${String(acr)} n’est pas un niveau permis à ce fournisseur` };
}

function identityFailure(user: Claims): HubFailure | null {
  const isName = (value: unknown) => typeof value === 'string' && value.length >= 1 && value.length <= 256;
  const matches = (value: unknown, pattern: RegExp) => typeof value === 'string' && pattern.test(value);
  const rules: [boolean, string][] = [
    [isName(user['given_name']), 'given_name'],
    [isName(user['family_name']), 'family_name'],
    [matches(user['birthdate'], /^\d{4}-(?:00-00|(?:0[1-9]|1[0-2])-(?:[0-2]\d|3[01]))$/), 'birthdate'],
    [matches(user['gender'], /^(?:male|female|unspecified)$/), 'gender'],
    [matches(user['birthcountry'], /^99\d{3}$/), 'birthcountry'],
    [user['birthcountry'] !== '99100' || matches(user['birthplace'], /^(?:\d{2}|2[AB])\d{3}$/), 'birthplace'],
    [user['preferred_username'] === undefined || typeof user['preferred_username'] === 'string', 'preferred_username'],
    [matches(user['email'], /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/), 'email'],
  ];
  const failure = firstBroken(rules, { step: 'identity', code: null });
  return failure && { ...failure, detail: `${failure.detail} manque ou n’a pas la forme voulue` };
}

function firstBroken(rules: readonly [boolean, string][], failure: Omit<HubFailure, 'detail'>): HubFailure | null {
  const broken = rules.find(([kept]) => !kept);
  return broken ? { ...failure, detail: broken[1] } : null;
}

function isAscii(value: unknown): boolean {
  return typeof value === 'string' && /^[\x20-\x7e]+$/.test(value);
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
