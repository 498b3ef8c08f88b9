import { SignJWT, UnsecuredJWT, decodeJwt, generateKeyPair } from 'jose';
import { Browser } from '../support/browser.ts';
import { openProviderHouse } from '../support/provider-house.ts';
import { asked, type Changes, RelyingParty } from '../support/relying-party.ts';

const bye = 'https://service.example/bye';
const house = await openProviderHouse();
const { world } = house;
const service = new RelyingParty(house, await world.client());
const hub = new RelyingParty(
  house,
  await world.client({
    ...{ dialect: 'hub', delegationMode: 'hub', procedures: [], authentication: 'client_secret_post', idTokenAlg: 'HS256' },
    ...{ redirectUris: ['https://hub.example/callback'], postLogoutRedirectUris: ['https://hub.example/bye'] },
  }),
);
const helper = await world.helper();
await world.mandate({ helper, procedures: ['logement'] });
const hintOf = async (party: RelyingParty) => String((await party.token(await party.bring(await house.signedIn(helper)))).body['id_token']);
const hint = await hintOf(service);
const hubHint = await hintOf(hub);

const leave = async (changes: Changes) => {
  const { status, headers, text } = await asked(String(service.logout(changes)), { headers: { accept: 'text/html' } }); // as browsers do
  return { status, location: headers.get('location'), text };
};

test.each([
  ['a hint, an address and a state', { id_token_hint: hint, post_logout_redirect_uri: bye, state: 'a b&c' }, `${bye}?state=a+b%26c`],
  ['a hint without a state', { id_token_hint: hint, post_logout_redirect_uri: bye }, bye],
  ['the client’s name instead of a hint', { client_id: service.client.id, post_logout_redirect_uri: bye }, bye],
  [
    'the hub’s hint, signed with its secret',
    { id_token_hint: hubHint, client_id: hub.client.id, post_logout_redirect_uri: 'https://hub.example/bye', state: 's'.repeat(64) },
    `https://hub.example/bye?state=${'s'.repeat(64)}`,
  ],
])('%s: back at the service at once, without a script', async (_what, changes, to) => {
  const { status, location } = await leave(changes);
  expect({ status, location }).toEqual({ status: 303, location: to });
});

test('a hint that expired long ago still brings back', async () => {
  const old = await resigned({ iat: 1_600_000_000, exp: 1_600_000_300 });
  expect(await leave({ id_token_hint: old, client_id: hub.client.id, post_logout_redirect_uri: 'https://hub.example/bye' })).toMatchObject({
    status: 303,
    location: 'https://hub.example/bye',
  });
});

test('nothing said: a page that says it is over, and what the service keeps: its token lives its five minutes', async () => {
  const { access_token: token } = (await service.token(await service.bring(await house.signedIn(helper)))).body;
  const page = await new Browser().open(service.logout({}));
  expect(page).toMatchObject({ status: 200 });
  expect(page.text).toContain('La session est terminée');
  expect(page.text).not.toContain('<form');
  expect(page.text).toContain('Dans cinq minutes au plus');
  expect(await service.userinfo(String(token))).toMatchObject({ status: 200 });
});

test('an address alone is not followed', async () => {
  const page = await new Browser().open(service.logout({ post_logout_redirect_uri: 'https://evil.example' }));
  expect(page).toMatchObject({ status: 200, url: `${house.issuer}/logout/success` });
});

const { privateKey } = await generateKeyPair('ES256');
const header = { alg: 'ES256', kid: 'mine' };
const claims = decodeJwt(hint);
const [head = '', body = '', signature = ''] = hint.split('.');

const enemies: readonly (readonly [what: string, changes: Changes])[] = [
  ['another address', { post_logout_redirect_uri: 'https://evil.example/' }],
  ['the registered one with more', { post_logout_redirect_uri: `${bye}/more` }],
  ['the registered one with a query', { post_logout_redirect_uri: `${bye}?to=https://evil.example` }],
  ['another client’s address', { post_logout_redirect_uri: 'https://hub.example/bye' }],
  ['a script', { post_logout_redirect_uri: 'javascript:alert(1)' }],
  ['another client’s name', { client_id: hub.client.id }],
  ['a hint that is none', { id_token_hint: 'not a token' }],
  ['a hint without its signature', { id_token_hint: `${head}.${body}.` }],
  [
    'a hint for somebody else',
    { id_token_hint: `${head}.${Buffer.from(JSON.stringify({ ...claims, aud: hub.client.id })).toString('base64url')}.${signature}` },
  ],
  ['an unsigned hint', { id_token_hint: new UnsecuredJWT(claims).encode() }],
  ['a hint signed by somebody else', { id_token_hint: await new SignJWT(claims).setProtectedHeader(header).sign(privateKey) }],
  [
    'a hint of a client nobody knows',
    { id_token_hint: await new SignJWT({ ...claims, aud: 'nobody' }).setProtectedHeader(header).sign(privateKey) },
  ],
  [
    'a hint signed with the client’s secret where a key was agreed',
    {
      id_token_hint: await new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256' })
        .sign(new TextEncoder().encode(service.client.secret ?? '')),
    },
  ],
];

test.each(enemies)('%s: a page of ours, and nobody is redirected', async (_what, changes) => {
  const { status, location, text } = await leave({ id_token_hint: hint, post_logout_redirect_uri: bye, ...changes });
  expect({ status, location }).toEqual({ status: 400, location: null });
  expect(text).toContain('Retour au service impossible');
});

/** The hub signs with a secret we share, so the test can make an id_token of long ago. */
function resigned(changes: object): Promise<string> {
  return new SignJWT({ ...decodeJwt(hubHint), ...changes })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(hub.client.secret ?? ''));
}
