import { minute } from '../../src/clock.ts';
import { openProviderHouse } from '../support/provider-house.ts';
import { asked, RelyingParty } from '../support/relying-party.ts';

const house = await openProviderHouse();
const { world } = house;
const service = new RelyingParty(house, await world.client());
const stranger = await world.client();
const helper = await world.helper();
await world.mandate({ helper, procedures: ['logement'], duration: 'year' });

const token = async () => service.accessToken(await house.signedIn(helper));

describe('userinfo', () => {
  const enemies: readonly (readonly [who: string, request: (token: string) => RequestInit, status: number])[] = [
    ['one without a token', () => ({}), 401],
    ['one who guesses', () => ({ headers: { authorization: `Bearer ${'a'.repeat(43)}` } }), 401],
    ['one with half a token', (given) => ({ headers: { authorization: `Bearer ${given.slice(0, 20)}` } }), 401],
    ['one with an unsigned token', () => ({ headers: { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.' } }), 401],
    ['one with the client’s password', () => ({ headers: { authorization: 'Basic eDp5' } }), 400],
    ['one with a header of three words', (given) => ({ headers: { authorization: `Bearer ${given} more` } }), 400],
    ['one who claims to hold a key', (given) => ({ headers: { authorization: `DPoP ${given}` } }), 400],
    [
      'one with two tokens',
      (given) => ({ method: 'POST', body: new URLSearchParams({ access_token: given }), headers: { authorization: `Bearer ${given}` } }),
      400,
    ],
    [
      'one who sends JSON',
      (given) => ({ method: 'POST', body: JSON.stringify({ access_token: given }), headers: { 'content-type': 'application/json' } }),
      400,
    ],
  ];

  test.each(enemies)('%s learns nothing, and leaves no disclosure', async (_who, request, status) => {
    const given = await token();
    const before = (await house.events())['identity_disclosed'];
    const answer = await asked(`${house.issuer}/userinfo`, request(given));
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain('Joséphine');
    expect((await house.events())['identity_disclosed']).toBe(before);
  });

  test('a token in the address is refused', async () => {
    expect(await asked(`${house.issuer}/userinfo?access_token=${await token()}`)).toMatchObject({
      status: 400,
      body: { error: 'invalid_request' },
    });
  });

  test('a token of five minutes is dead, one second younger is not', async () => {
    const given = await token();
    house.clock.forward(5 * minute - 1_000);
    expect(await service.userinfo(given)).toMatchObject({ status: 200 });
    house.clock.forward(1_000);
    expect(await service.userinfo(given)).toMatchObject({ status: 401, body: { error: 'invalid_token' } });
  });

  test('only what the scopes ask for is told', async () => {
    const brought = await service.bring(await house.signedIn(helper), { changes: { scope: 'openid email' } });
    const { body } = await service.userinfo(String((await service.token(brought)).body['access_token']));
    expect(Object.keys(body).sort()).toEqual(['act', 'email', 'sub']);
  });
});

describe('introspection', () => {
  test('the owner is told that a token lives, for whom, and who acts', async () => {
    const { body } = await service.introspect(await token());
    expect(body).toMatchObject({
      active: true,
      client_id: service.client.id,
      scope: 'openid identite_pivot',
      act: { role: 'certified-helper' },
      txn: expect.stringMatching(/^u_/),
    });
    expect(JSON.stringify(body)).not.toContain('Joséphine');
  });

  test('« not yours » and « unknown » are the same answer, and nothing else', async () => {
    expect((await service.introspect(await token(), {}, stranger)).body).toEqual({ active: false });
    expect((await service.introspect('a'.repeat(43))).body).toEqual({ active: false });
  });

  test.each([
    ['nobody we know', { ...service.client, id: 'nobody' }, 401],
    ['one who guesses the secret', { ...service.client, secret: 'x'.repeat(43) }, 401],
    ['one without a secret', { ...service.client, secret: '' }, 400],
  ])('%s is not answered', async (_who, client, status) => {
    const answer = await service.introspect(await token(), {}, client);
    expect(answer.status).toBe(status);
    expect(answer.body).not.toHaveProperty('active');
  });

  test('a token is required', async () => {
    expect(await service.introspect('', { token: null })).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
  });
});

describe('revocation', () => {
  test('the owner’s token is dead at once, whatever the hint says', async () => {
    for (const hint of [null, 'access_token', 'refresh_token', 'nonsense']) {
      const given = await token();
      expect(await service.revoke(given, { token_type_hint: hint })).toMatchObject({ status: 200, text: '' });
      expect(await service.userinfo(given)).toMatchObject({ status: 401 });
    }
  });

  test('a stranger’s revocation is answered alike, and the token lives', async () => {
    const given = await token();
    expect(await service.revoke(given, {}, stranger)).toMatchObject({ status: 200, text: '' });
    expect(await service.revoke('a'.repeat(43))).toMatchObject({ status: 200, text: '' });
    expect(await service.userinfo(given)).toMatchObject({ status: 200 });
  });

  test('one who guesses the secret revokes nothing', async () => {
    const given = await token();
    expect(await service.revoke(given, {}, { ...service.client, secret: 'x'.repeat(43) })).toMatchObject({ status: 401 });
    expect(await service.userinfo(given)).toMatchObject({ status: 200 });
  });
});
