import { createHash, randomBytes } from 'node:crypto';

/** A relying party of the bench: the same one for us and for the bare library. */
export interface BenchClient {
  readonly id: string;
  readonly dialect: 'hub' | 'direct';
  readonly authentication: 'client_secret_post' | 'client_secret_basic';
  readonly scope: string;
  readonly secret: string;
}

export const redirectUri = 'http://127.0.0.1:9/callback';

const secret = 'bench'.repeat(10);

/** FranceConnect's dialect, and a simple service's. */
export const benchClients: readonly BenchClient[] = [
  { id: 'bench-hub', dialect: 'hub', authentication: 'client_secret_post', scope: 'openid profile email birth', secret },
  { id: 'bench-direct', dialect: 'direct', authentication: 'client_secret_basic', scope: 'openid identite_pivot email', secret },
];

/** The authorization request of this client, and what redeems the code it brings. */
export function newRequest(client: BenchClient): { readonly query: string; readonly verifier: string } {
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const [state, nonce] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')];
  const common = { client_id: client.id, redirect_uri: redirectUri, response_type: 'code', scope: client.scope, state, nonce };
  const own: Record<string, string> =
    client.dialect === 'hub'
      ? { prompt: 'login', acr_values: 'eidas1', claims: '{"id_token":{"rep_scope":{"essential":true}}}' }
      : { code_challenge: challenge, code_challenge_method: 'S256' };
  return { query: new URLSearchParams({ ...common, ...own }).toString(), verifier };
}

/** The token request: its body and its headers. */
export function redemption(client: BenchClient, code: string, verifier: string): { body: string; headers: Record<string, string> } {
  const fields = { grant_type: 'authorization_code', code, redirect_uri: redirectUri };
  if (client.dialect === 'hub')
    return { headers: {}, body: new URLSearchParams({ ...fields, client_id: client.id, client_secret: client.secret }).toString() };
  const credentials = Buffer.from(`${client.id}:${client.secret}`).toString('base64');
  return {
    headers: { authorization: `Basic ${credentials}` },
    body: new URLSearchParams({ ...fields, code_verifier: verifier }).toString(),
  };
}
