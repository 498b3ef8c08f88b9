import { createHash, randomBytes } from 'node:crypto';
import type { Client } from '../../src/provider/client.ts';
import type { Browser, Shown } from './browser.ts';
import type { ProviderHouse } from './provider-house.ts';

/** What a request says: `null` leaves a parameter out. */
export type Changes = Readonly<Record<string, string | null>>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The answer's members, where it is JSON. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** A code, and what its owner knows about it. */
export interface Brought {
  readonly code: string;
  readonly verifier: string;
}

/** A service made by hand, so that it can also lie: each request can be changed parameter by parameter. */
export class RelyingParty {
  readonly house: Pick<ProviderHouse, 'issuer'>;
  readonly client: Client;
  readonly redirectUri: string;
  readonly verifier = randomBytes(32).toString('base64url');

  constructor(house: Pick<ProviderHouse, 'issuer'>, client: Client) {
    this.house = house;
    this.client = client;
    this.redirectUri = String((client.metadata['redirect_uris'] as string[])[0]);
  }

  /** The authorization request of an honest service, then changed. */
  request(changes: Changes = {}): URL {
    const isHub = this.client.dialect === 'hub';
    const challenge = createHash('sha256').update(this.verifier).digest('base64url');
    return this.#url('/authorize', {
      ...{ client_id: this.client.id, redirect_uri: this.redirectUri, response_type: 'code' },
      ...{ scope: isHub ? 'openid profile email birth' : 'openid identite_pivot', state: 's'.repeat(64), nonce: 'n'.repeat(64) },
      ...(isHub ? { prompt: 'login', acr_values: 'eidas1' } : { code_challenge: challenge, code_challenge_method: 'S256' }),
      ...changes,
    });
  }

  /** The helper chooses the first person offered and the first procedure, or the one named; stops before the service. */
  async choose(browser: Browser, { changes = {}, procedure }: { changes?: Changes; procedure?: string } = {}): Promise<Shown> {
    const list = await browser.open(this.request(changes), { until: (url) => this.isMine(url) });
    return list.location === null ? this.chooseFrom(browser, list, procedure) : list;
  }

  async chooseFrom(browser: Browser, list: Shown, procedure?: string): Promise<Shown> {
    const person = /href="([^"]*\?person=[^"]*)"/.exec(list.text)?.[1];
    if (person === undefined) throw new Error(`nobody is offered: ${list.text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')}`);
    const page = await browser.open(new URL(person, list.url));
    const fields = procedure === undefined ? {} : { procedure };
    return browser.submit(page, new URL(page.url).pathname, { fields, until: (url) => this.isMine(url) });
  }

  /** The whole front channel; a code to redeem. */
  async bring(browser: Browser, options: { changes?: Changes; procedure?: string } = {}): Promise<Brought> {
    const { location } = await this.choose(browser, options);
    const code = new URL(location ?? 'about:blank').searchParams.get('code');
    if (code === null) throw new Error(`no code in ${String(location)}`);
    return { code, verifier: this.verifier };
  }

  /** The token request of an honest service, then changed. `as` speaks for another client. */
  token({ code, verifier }: Brought, changes: Changes = {}, as: Client = this.client): Promise<Answer> {
    const proof = this.client.proof === 'pkce' ? { code_verifier: verifier } : {};
    return this.post('/token', { grant_type: 'authorization_code', code, redirect_uri: this.redirectUri, ...proof, ...changes }, as);
  }

  /** An access token, honestly come by. */
  async accessToken(browser: Browser, options: { procedure?: string } = {}): Promise<string> {
    const { body } = await this.token(await this.bring(browser, options));
    return String(body['access_token']);
  }

  userinfo(token: string, headers: Record<string, string> = { authorization: `Bearer ${token}` }): Promise<Answer> {
    return asked(`${this.house.issuer}/userinfo`, { headers });
  }

  introspect(token: string, changes: Changes = {}, as: Client = this.client): Promise<Answer> {
    return this.post('/introspection', { token, ...changes }, as);
  }

  revoke(token: string, changes: Changes = {}, as: Client = this.client): Promise<Answer> {
    return this.post('/revocation', { token, ...changes }, as);
  }

  /** A form to an endpoint, with the secret where this client's registration says. */
  post(path: string, fields: Changes, as: Client = this.client): Promise<Answer> {
    const body = new URLSearchParams(present(fields));
    const inBody = as.metadata['token_endpoint_auth_method'] === 'client_secret_post';
    if (inBody)
      for (const [name, value] of Object.entries({ client_id: as.id, client_secret: as.secret ?? '' }))
        if (!(name in fields)) body.set(name, value);
    const basic = `Basic ${Buffer.from(`${as.id}:${as.secret ?? ''}`).toString('base64')}`;
    return asked(this.house.issuer + path, { method: 'POST', body, ...(!inBody && { headers: { authorization: basic } }) });
  }

  logout(changes: Changes): URL {
    return this.#url('/logout', changes);
  }

  isMine(url: string): boolean {
    return url.startsWith(this.redirectUri);
  }

  #url(path: string, parameters: Changes): URL {
    const url = new URL(this.house.issuer + path);
    for (const [name, value] of Object.entries(present(parameters))) url.searchParams.set(name, value);
    return url;
  }
}

export async function asked(url: string, request: RequestInit = {}): Promise<Answer> {
  const answer = await fetch(url, { redirect: 'manual', ...request });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') === true && text !== '';
  return { status: answer.status, headers: answer.headers, text, body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {} };
}

function present(parameters: Changes): Record<string, string> {
  return Object.fromEntries(Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== null));
}
