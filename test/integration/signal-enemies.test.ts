import type { ServerResponse } from 'node:http';
import { registrationForm } from '../../src/provider/forms.ts';
import { knock, readKeys } from '../../src/provider/knock.ts';
import { meaningOf } from '../../src/provider/signal.ts';
import { tellEndings } from '../../src/provider/signals.ts';
import { minute } from '../../src/clock.ts';
import { openProviderHouse } from '../support/provider-house.ts';
import { RelyingParty } from '../support/relying-party.ts';
import { Told } from '../support/told.ts';

const house = await openProviderHouse();
const { needs, clock } = house;
const nobody = { privateNetworkClients: [] };
const letter = { contentType: 'application/secevent+jwt', body: 'x' };
const service = await Told.open(house);

afterAll(() => service.listening.close());

describe('a service does not make us believe that it was told by', () => {
  const answers: readonly (readonly [string, (res: ServerResponse) => void])[] = [
    ['answering 404', (res) => void res.writeHead(404).end()],
    ['a page that says 201', (res) => void res.writeHead(201).end('<p>ok</p>')],
    ['a redirect', (res) => void res.writeHead(307, { location: `${service.listening.url}/elsewhere` }).end()],
    ['an error it could recover from', (res) => void res.writeHead(400).end('{"err":"invalid_key"}')],
    ['an error that is not JSON', (res) => void res.writeHead(400).end('{"err":')],
    ['hanging up', (res) => void res.destroy()],
  ];
  test.each(answers)('%s: it is told again', async (_, reply) => {
    service.listening.reply = reply;
    const { mandate } = await service.used();
    await service.end(mandate);
    const { asked } = service.listening;
    await tellEndings(needs);
    expect(service.listening.asked - asked).toBe(3); // a redirect is not followed
    const before = service.listening.heard.length;
    service.listening.reply = null;
    clock.forward(minute);
    await tellEndings(needs);
    expect(service.listening.heard.length - before).toBe(3);
  });

  test('refusing an event for good, which is then recorded as not told', async () => {
    service.listening.reply = (res) => res.writeHead(400, { 'content-type': 'application/json' }).end('{"err":"invalid_audience"}');
    const { mandate } = await service.used();
    await service.end(mandate);
    await tellEndings(needs);
    expect(await house.events()).toMatchObject({ client_not_told: 2 });
    service.listening.reply = null;
    clock.forward(minute);
    expect(await tellEndings(needs)).toBe(1); // the logout, whose 400 says nothing final
  });
});

describe('a service does not hold us by', () => {
  test('an answer without an end', async () => {
    service.listening.reply = (res) => {
      res.writeHead(202);
      const more = () => res.write('x'.repeat(65_536), () => setImmediate(more));
      more();
    };
    const { body, status } = await knock(needs, `${service.listening.url}/events`, letter);
    expect([status, body.length]).toEqual([202, 8_192]);
    expect((await readKeys(needs, `${service.listening.url}/keys`)).body).toHaveLength(65_536);
  });

  test('an answer that never comes', async () => {
    service.listening.reply = () => undefined;
    const began = performance.now();
    await expect(knock(needs, `${service.listening.url}/events`, letter)).rejects.toThrow(/abort|timeout/i);
    expect(performance.now() - began).toBeLessThan(6_000);
  }, 10_000);
});

describe('nobody makes us knock at', () => {
  test.each([
    ['this machine', 'https://127.0.0.1:9/'],
    ['this machine by its name', 'https://localhost:9/'],
    ['this machine in other figures', 'https://0x7f.1:9/'],
    ['this machine, in the other family', 'https://[::1]:9/'],
    ['a private address in the clothes of the other family', 'https://[::ffff:10.0.0.1]:9/'],
    ['a neighbour', 'https://192.168.1.10/'],
    ['the cloud’s metadata', 'https://169.254.169.254/latest'],
    ['anything in clear', 'http://203.0.113.5/'],
  ])('%s', async (_, address) => {
    await expect(knock(nobody, address, letter)).rejects.toMatchObject({ code: 'EPRIVATE' });
    await expect(readKeys(nobody, address)).rejects.toMatchObject({ code: 'EPRIVATE' });
  });
});

describe('nobody registers', () => {
  const direct = {
    ...{ id: 'service', name: 'Caisse', dialect: 'direct', delegationMode: 'aware-act', procedures: ['social'] },
    ...{ authentication: 'client_secret_basic', redirectUris: ['https://service.example/callback'] },
  };
  const hub = { ...direct, dialect: 'hub', delegationMode: 'hub', procedures: [] };
  const address = 'https://service.example/events';
  test.each([
    ['an address in clear', { ...direct, eventsUri: 'http://service.example/events' }],
    ['an address with a password', { ...direct, eventsUri: 'https://a:b@service.example/events' }],
    ['a pattern', { ...direct, backchannelLogoutUri: 'https://*.service.example/logout' }],
    ['signals signed with a shared secret', { ...direct, idTokenAlg: 'HS256', eventsUri: address }],
    ['signals for the hub', { ...hub, backchannelLogoutUri: address }],
  ])('%s', (_, registration) => {
    expect(registrationForm.safeParse(registration).success).toBe(false);
  });
  test('whereas an exact https address is welcome', () => {
    expect(registrationForm.safeParse({ ...direct, eventsUri: address, backchannelLogoutUri: address }).success).toBe(true);
  });
});

test.each([
  ['logout', 200, '', 'told'],
  ['logout', 204, '', 'told'],
  ['logout', 202, '', 'again'],
  ['logout', 400, '{"error":"invalid_request"}', 'again'],
  ['session-revoked', 202, '', 'told'],
  ['session-revoked', 200, '', 'again'],
  ['session-revoked', 400, '{"err":"access_denied"}', 'refused'],
  ['mandate-ended', 400, '{"err":"authentication_failed"}', 'again'],
  ['mandate-ended', 400, 'null', 'again'],
  ['mandate-ended', 500, '{"err":"invalid_request"}', 'again'],
] as const)('an answer to %s of %s %s means %s', (kind, status, body, meaning) => {
  expect(meaningOf(kind, { status, body })).toBe(meaning);
});

test('discovery says what we tell, and where receivers look for it', async () => {
  const at = async (path: string): Promise<unknown> => (await fetch(needs.publicUrl + path)).json();
  expect(await at('/oidc/.well-known/openid-configuration')).toMatchObject({
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
  });
  expect(await at('/.well-known/ssf-configuration/oidc')).toMatchObject({
    issuer: house.issuer,
    jwks_uri: `${house.issuer}/jwks`,
    delivery_methods_supported: ['urn:ietf:rfc:8935'],
  });
});

test('who was never given the identity is told nothing, nor who did not ask', async () => {
  const mandate = await house.world.mandate({ helper: service.helper });
  await new RelyingParty(house, service.client).bring(await house.signedIn(service.helper));
  await service.end(mandate);
  const deaf = await Told.open(house, { backchannelLogoutUri: undefined, eventsUri: undefined });
  await deaf.end((await deaf.used()).mandate);
  await deaf.listening.close();
  clock.forward(minute);
  const { asked } = service.listening;
  expect([await tellEndings(needs), service.listening.asked - asked]).toEqual([0, 0]);
});
