import { second } from '../../src/clock.ts';
import { openProviderHouse } from '../support/provider-house.ts';
import { type Changes, RelyingParty } from '../support/relying-party.ts';

const house = await openProviderHouse();
const { world } = house;
const redirectUris = ['https://service.example/callback', 'https://service.example/other'];
const service = new RelyingParty(house, await world.client({ redirectUris }));
const stranger = await world.client();

async function arrive(party = service) {
  const helper = await world.helper();
  const mandate = await world.mandate({ helper, procedures: ['papiers', 'logement'], duration: 'day' });
  const browser = await house.signedIn(helper);
  return { helper, mandate, browser, brought: await party.bring(browser, { procedure: 'logement' }) };
}

test('an honest service gets its tokens once', async () => {
  const { brought } = await arrive();
  const { status, body } = await service.token(brought);
  expect({ status, ...body }).toMatchObject({ status: 200, token_type: 'Bearer', expires_in: 300, scope: 'openid identite_pivot' });
  expect(body).not.toHaveProperty('refresh_token');
});

const liars: readonly (readonly [who: string, changes: Changes, error: string])[] = [
  ['one who forgets grant_type', { grant_type: null }, 'invalid_request'],
  ['one who asks for another grant', { grant_type: 'client_credentials' }, 'unsupported_grant_type'],
  ['one who asks to refresh', { grant_type: 'refresh_token', refresh_token: 'x' }, 'unsupported_grant_type'],
  ['one who forgets the code', { code: null }, 'invalid_request'],
  ['one who guesses the code', { code: 'a'.repeat(43) }, 'invalid_grant'],
  ['one who sends an enormous code', { code: 'a'.repeat(40_000) }, 'invalid_grant'],
  ['one who forgets redirect_uri', { redirect_uri: null }, 'invalid_request'],
  ['one who changes redirect_uri', { redirect_uri: 'https://evil.example/callback' }, 'invalid_grant'],
  ['one who changes to another registered redirect_uri', { redirect_uri: redirectUris[1] ?? '' }, 'invalid_grant'],
  ['one who forgets the verifier', { code_verifier: null }, 'invalid_grant'],
  ['one who guesses the verifier', { code_verifier: 'a'.repeat(43) }, 'invalid_grant'],
  ['one whose verifier is not one', { code_verifier: 'short' }, 'invalid_request'],
];

test.each(liars)('%s gets no token', async (_who, changes, error) => {
  const { brought } = await arrive();
  const { status, body } = await service.token(brought, changes);
  expect({ status, error: body['error'] }).toEqual({ status: 400, error });
  expect(body).not.toHaveProperty('access_token');
});

test('a code shown in a wrong request is dead: it cannot be tried again', async () => {
  const { brought } = await arrive();
  await service.token(brought, { code_verifier: 'a'.repeat(43) });
  expect(await service.token(brought)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
});

test('another client’s code is worth nothing, and dies', async () => {
  const { brought } = await arrive();
  expect(await service.token(brought, {}, stranger)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  expect(await service.token(brought)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
});

const impostors = [
  ['one who guesses the secret', { ...service.client, secret: 'f'.repeat(64) }],
  ['one with another client’s secret', { ...service.client, secret: stranger.secret }],
  ['nobody we know', { ...service.client, id: 'nobody' }],
  ['one without a secret', { ...service.client, secret: '' }],
] as const;

test.each(impostors)('%s gets no token, and the code lives on', async (_who, client) => {
  const { brought } = await arrive();
  const { status, body } = await service.token(brought, {}, client);
  expect([400, 401]).toContain(status);
  expect(['invalid_client', 'invalid_request']).toContain(body['error']);
  expect(await service.token(brought)).toMatchObject({ status: 200 });
});

test('a secret in the body is refused to a client registered for the header only when both are sent', async () => {
  const { brought } = await arrive();
  const answer = await service.token(brought, { client_id: service.client.id, client_secret: service.client.secret });
  expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
});

test.each(['code', 'redirect_uri', 'grant_type', 'code_verifier'])('%s sent twice is refused', async (name) => {
  const { brought } = await arrive();
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code: brought.code,
    redirect_uri: service.redirectUri,
    code_verifier: brought.verifier,
  });
  body.append(name, body.get(name) ?? '');
  const basic = Buffer.from(`${service.client.id}:${service.client.secret ?? ''}`).toString('base64');
  const answer = await fetch(`${house.issuer}/token`, { method: 'POST', body, headers: { authorization: `Basic ${basic}` } });
  expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'invalid_request' }]);
});

test('a code shown twice: its tokens die, and it is recorded', async () => {
  const { brought } = await arrive();
  const first = await service.token(brought);
  const token = String(first.body['access_token']);
  expect(await service.userinfo(token)).toMatchObject({ status: 200 });
  const before = (await house.events())['code_replayed'] ?? 0;
  expect(await service.token(brought)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  expect(await service.userinfo(token)).toMatchObject({ status: 401 });
  expect((await service.introspect(token)).body).toEqual({ active: false });
  expect((await house.events())['code_replayed']).toBe(before + 1);
});

test('eight redemptions at once give one token at most, and what they gave is dead', async () => {
  const { brought } = await arrive();
  const answers = await Promise.all(Array.from({ length: 8 }, () => service.token(brought)));
  const given = answers.filter(({ status }) => status === 200);
  expect(given.length).toBeLessThanOrEqual(1);
  expect(answers.filter(({ body }) => body['error'] === 'invalid_grant').length).toBeGreaterThanOrEqual(7);
  for (const { body } of given) expect(await service.userinfo(String(body['access_token']))).toMatchObject({ status: 401 });
});

test('a code older than 30 seconds is refused, one second younger is not', async () => {
  const { brought: young } = await arrive();
  house.clock.forward(29 * second);
  expect(await service.token(young)).toMatchObject({ status: 200 });
  const { brought: old } = await arrive();
  house.clock.forward(30 * second);
  expect(await service.token(old)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
});

test('a body that is no form is refused in words', async () => {
  for (const [type, body] of [
    ['application/json', '{}'],
    ['text/plain', 'code=x'],
    ['application/x-www-form-urlencoded', 'a'.repeat(70_000)],
  ] as const) {
    const answer = await fetch(`${house.issuer}/token`, { method: 'POST', body, headers: { 'content-type': type } });
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'invalid_request' }]);
  }
});
