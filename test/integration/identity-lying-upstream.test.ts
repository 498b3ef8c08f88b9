import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { openUpstream } from '../../src/identity/upstream.ts';
import { UpstreamRefusal } from '../../src/identity/upstream-answer.ts';

const [own, stranger] = [await generateKeyPair('ES256'), await generateKeyPair('ES256')];
const secret = new TextEncoder().encode('a-secret-of-thirty-two-characters');
const sign = (key: CryptoKey) => (claims: JWTPayload) => new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'own' }).sign(key);
type CryptoKey = typeof own.privateKey;

/** How this upstream answers; each test changes one thing. */
interface Lie {
  readonly claims?: JWTPayload;
  readonly signed?: (claims: JWTPayload) => Promise<string> | string;
  readonly userinfo?: Record<string, unknown>;
  readonly tokenStatus?: number;
  readonly hangs?: boolean;
}

let lie: Lie = {};
let nonce = '';
const server = createServer(
  (req, res) =>
    void answer(req.url ?? '').then((body) =>
      body === null ? undefined : res.writeHead(body.status, { 'content-type': body.type }).end(body.text),
    ),
);
await once(server.listen(0, '127.0.0.1'), 'listening');
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`; // it listens
const discovery = {
  ...{ issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, userinfo_endpoint: `${issuer}/userinfo` },
  ...{ jwks_uri: `${issuer}/jwks`, authorization_response_iss_parameter_supported: true, response_types_supported: ['code'] },
  ...{
    id_token_signing_alg_values_supported: ['ES256', 'HS256', 'none'],
    userinfo_signing_alg_values_supported: ['ES256'],
    subject_types_supported: ['public'],
  },
};

async function answer(path: string): Promise<{ status: number; type: string; text: string } | null> {
  if (path.startsWith('/.well-known')) return ok(discovery);
  if (path === '/jwks') return ok({ keys: [{ ...(await exportJWK(own.publicKey)), kid: 'own', alg: 'ES256', use: 'sig' }] });
  if (path === '/userinfo') return signedOrPlain(lie.userinfo ?? { sub: 'josephine' });
  if (lie.hangs) return null;
  const iat = Math.floor(Date.now() / 1_000);
  const claims = { iss: issuer, aud: 'procura', sub: 'josephine', nonce, acr: 'eidas1', iat, auth_time: iat, exp: iat + 60, ...lie.claims };
  const id_token = await (lie.signed ?? sign(own.privateKey))(claims);
  return { ...ok({ access_token: 'token', token_type: 'Bearer', id_token }), status: lie.tokenStatus ?? 200 };
}

async function signedOrPlain(claims: Record<string, unknown>) {
  if (!('by' in claims)) return ok(claims);
  const text = await sign(claims['by'] as CryptoKey)({ iss: issuer, aud: 'procura', sub: 'josephine' }); // the two tables below
  return { status: 200, type: 'application/jwt', text };
}

const ok = (body: unknown) => ({ status: 200, type: 'application/json', text: JSON.stringify(body) });

async function redeem(told: Lie) {
  lie = told;
  const dialect = { scope: 'openid', acr: 'eidas1', acceptedAcrs: ['eidas1'], prompt: 'login' };
  const upstream = openUpstream({ issuer, clientId: 'procura', clientSecret: 'a-secret-of-thirty-two-characters' }, dialect);
  const { state, secrets } = await upstream.ask('http://localhost/callback');
  ({ nonce } = secrets);
  const callback = new URL(`http://localhost/callback?code=c&state=${state}&iss=${encodeURIComponent(issuer)}`);
  return upstream.redeem(callback, { ...secrets, state });
}

test.each<[string, Lie]>([
  ['plain userinfo', {}],
  ['userinfo signed by it', { userinfo: { by: own.privateKey } }],
])('an honest upstream with %s is believed', async (_how, told) => {
  expect(await redeem(told)).toMatchObject({ issuer, subject: 'josephine', acr: 'eidas1' });
});

const now = Math.floor(Date.now() / 1_000);
test.each<[string, Lie]>([
  ['signs with a key it does not publish', { signed: sign(stranger.privateKey) }],
  ['does not sign', { signed: (claims) => new UnsecuredJWT(claims).encode() }],
  ['signs with our secret', { signed: (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(secret) }],
  ['speaks to somebody else', { claims: { aud: 'other' } }],
  ['speaks for somebody else', { claims: { iss: 'https://other.example' } }],
  ['repeats another nonce', { claims: { nonce: '0'.repeat(64) } }],
  ['forgets the nonce', { claims: { nonce: undefined } }],
  ['speaks too late', { claims: { iat: now - 3_600, exp: now - 3_000, auth_time: now - 3_600 } }],
  ['vouches less than we ask', { claims: { acr: 'eidas0' } }],
  ['does not say how well it vouches', { claims: { acr: undefined } }],
  ['knows the person from a session of an hour ago', { claims: { auth_time: now - 3_600 } }],
  ['tells of somebody else in userinfo', { userinfo: { sub: 'armand' } }],
  ['lets somebody else sign userinfo', { userinfo: { by: stranger.privateKey } }],
  ['refuses the code', { tokenStatus: 400 }],
])('an upstream that %s is not believed', async (_how, told) => {
  const refused = await redeem(told).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(UpstreamRefusal);
  expect(refused).toMatchObject({ code: 'upstream_refused', idToken: expect.stringMatching(/^ey/) });
});

test.each<[string, Lie]>([
  ['is broken', { tokenStatus: 502 }],
  ['does not answer within five seconds', { hangs: true }],
])('an upstream that %s is unavailable', async (_how, told) => {
  await expect(redeem(told)).rejects.toMatchObject({ code: 'upstream_unavailable' });
});
