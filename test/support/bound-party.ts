import { createHash, randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';
import type { Client } from '../../src/provider/client.ts';
import type { Browser } from './browser.ts';
import type { ProviderHouse } from './provider-house.ts';
import { type Answer, asked, type Brought, RelyingParty } from './relying-party.ts';

export type Keys = Awaited<ReturnType<typeof generateKeyPair>>;

/** What a lying client changes in a token it signs. */
export interface Lie {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Partial<JWTHeaderParameters>;
  readonly key?: Keys['privateKey'] | Uint8Array;
  /** The signature is cut off. */
  readonly unsigned?: true;
}

/** A financial-grade service made by hand: pushes its requests, signs assertions, proves that it holds its key (DPoP); and may lie in each. */
export class BoundParty {
  readonly party: RelyingParty;
  readonly #house: ProviderHouse;
  readonly #keys: Keys;
  /** Its tokens are bound to this one. */
  readonly dpop: Keys;

  private constructor(house: ProviderHouse, client: Client, { keys, dpop }: { readonly keys: Keys; readonly dpop: Keys }) {
    this.#house = house;
    this.#keys = keys;
    this.dpop = dpop;
    this.party = new RelyingParty(house, client);
  }

  static async open(house: ProviderHouse): Promise<BoundParty> {
    const [keys, dpop] = [await newKeys(), await newKeys()];
    const jwks = { keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'ES256' }] };
    return new BoundParty(house, await house.world.client({ authentication: 'private_key_jwt', jwks }), { keys, dpop });
  }

  publicText(): Promise<Uint8Array> {
    return exportJWK(this.#keys.publicKey).then((jwk) => Buffer.from(JSON.stringify(jwk).padEnd(32)));
  }

  /** Pushes an honest request; the answer holds its `request_uri`. */
  push(lie: Lie = {}): Promise<Answer> {
    return this.#post('/par', Object.fromEntries(this.party.request().searchParams), { lie });
  }

  async address(): Promise<URL> {
    const { body } = await this.push();
    return this.party.request(only({ client_id: this.party.client.id, request_uri: String(body['request_uri']) }, this.party.request()));
  }

  async bring(browser: Browser): Promise<Brought> {
    const { location } = await this.party.chooseFrom(browser, await browser.open(await this.address()));
    return { code: new URL(location ?? '').searchParams.get('code') ?? '', verifier: this.party.verifier };
  }

  async token({ code, verifier }: Brought, proof?: string): Promise<Answer> {
    const fields = { grant_type: 'authorization_code', code, redirect_uri: this.party.redirectUri, code_verifier: verifier };
    return this.#post('/token', fields, { proof: proof ?? (await this.proof('POST', '/token')) });
  }

  userinfo(token: string, proof: string): Promise<Answer> {
    return asked(`${this.#house.issuer}/userinfo`, { headers: { authorization: `DPoP ${token}`, dpop: proof } });
  }

  /** That we hold the key a token is bound to (RFC 9449), for one request. */
  async proof(method: string, path: string, { claims = {}, header = {}, key = this.dpop.privateKey, unsigned }: Lie = {}): Promise<string> {
    const payload = { htm: method, htu: this.#house.issuer + path, jti: randomUUID(), ...claims };
    const jwk = await exportJWK(this.dpop.publicKey);
    return this.#signed(payload, { header: { typ: 'dpop+jwt', jwk, ...header }, key, ...(unsigned && { unsigned }) });
  }

  async #post(path: string, fields: Record<string, string>, { lie = {}, proof }: { lie?: Lie; proof?: string }): Promise<Answer> {
    const { id } = this.party.client;
    const claims = { iss: id, sub: id, aud: this.#house.issuer, jti: randomUUID(), exp: this.#now() + 60, ...lie.claims };
    const assertion = await this.#signed(claims, { ...lie, header: { kid: 'k1', ...lie.header }, key: lie.key ?? this.#keys.privateKey });
    const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
    const body = new URLSearchParams({ ...fields, client_id: id, client_assertion_type: type, client_assertion: assertion });
    return asked(this.#house.issuer + path, {
      method: 'POST',
      body,
      ...(proof !== undefined && proof !== '' && { headers: { dpop: proof } }),
    });
  }

  async #signed(claims: JWTPayload, { header, key, unsigned }: Lie & Required<Pick<Lie, 'key'>>): Promise<string> {
    const jwt = await new SignJWT({ iat: this.#now(), ...claims }).setProtectedHeader({ alg: 'ES256', ...header }).sign(key);
    if (!unsigned) return jwt;
    const [, payload = ''] = jwt.split('.');
    return `${Buffer.from(JSON.stringify({ ...header, alg: 'none' })).toString('base64url')}.${payload}.`;
  }

  #now(): number {
    return Math.floor(Date.now() / 1_000); // the library's own clock
  }
}

export function newKeys(): Promise<Keys> {
  return generateKeyPair('ES256', { extractable: true });
}

/** What a proof says of the token it goes with. */
export function printOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

function only(kept: Record<string, string>, of: URL): Record<string, string | null> {
  return { ...Object.fromEntries([...of.searchParams.keys()].map((name) => [name, null])), ...kept };
}
