import { hour, minute, second } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { changeSignals } from '../../src/provider/change-signals.ts';
import { rotateSigningKeys } from '../../src/provider/keys.ts';
import { mandateEndedType, sessionRevokedType } from '../../src/provider/signal.ts';
import { startSignals, tellEndings } from '../../src/provider/signals.ts';
import { openProviderHouse } from '../support/provider-house.ts';
import { Told } from '../support/told.ts';

const house = await openProviderHouse();
const { needs, clock } = house;
const opened: Told[] = [];
const told = async (facts?: Record<string, unknown>) => {
  const service = await Told.open(house, facts);
  opened.push(service);
  return service;
};

/** A round each minute. */
async function minutes(count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    await tellEndings(needs);
    clock.forward(minute);
  }
}

afterEach(async () => {
  for (const { listening } of opened.splice(0)) await listening.close();
});

test('a service that asked is told of the end of a mandate by a logout token and two events, signed with our keys', async () => {
  const service = await told();
  const { mandate, idToken } = await service.used();
  clock.forward(minute);
  await service.end(mandate);
  expect(await tellEndings(needs)).toBe(3);
  expect(service.listening.rejected).toEqual([]);
  const [logout, ...events] = [...service.listening.heard].sort((a, b) => b.path.localeCompare(a.path));
  expect(logout).toMatchObject({
    path: '/logout',
    header: { typ: 'logout+jwt', alg: 'ES256' },
    claims: { sub: idToken['sub'], sid: idToken['sid'], events: { 'http://schemas.openid.net/event/backchannel-logout': {} } },
  });
  expect(logout?.claims).not.toHaveProperty('nonce');
  const of = (type: string) => events.find(({ claims }) => type in (claims['events'] as object));
  const revoked = of(sessionRevokedType);
  expect(revoked?.header.typ).toBe('secevent+jwt');
  expect(revoked?.claims).toMatchObject({
    txn: idToken['txn'],
    sub_id: { format: 'complex', user: { iss: house.issuer, sub: idToken['sub'] }, session: { format: 'opaque', id: idToken['sid'] } },
    events: { [sessionRevokedType]: { initiating_entity: 'user', event_timestamp: Math.floor(clock.now().getTime() / second) } },
  });
  for (const absent of ['sub', 'exp']) expect(revoked?.claims).not.toHaveProperty(absent);
  const ended = of(mandateEndedType(house.issuer));
  expect(ended?.claims).toMatchObject({
    sub_id: { format: 'opaque', id: (idToken[`${needs.publicUrl}/claims/mandate`] as { ref: string }).ref },
    events: { [mandateEndedType(house.issuer)]: { cause: 'revoked' } },
  });
  expect(await house.events()).toMatchObject({ client_told: 3 });
});

test('each use is told of once, a mandate once for all its uses, and nothing is told twice', async () => {
  const service = await told();
  const { mandate } = await service.used();
  await service.signIn();
  await service.end(mandate);
  expect(await tellEndings(needs)).toBe(5);
  expect(await tellEndings(needs)).toBe(0);
  expect(new Set(service.listening.heard.map(({ claims }) => claims.jti)).size).toBe(5);
});

test('a service asks to be told later, and is told nothing any more when it takes its addresses back', async () => {
  const service = await told({ backchannelLogoutUri: undefined, eventsUri: undefined });
  const addresses = { eventsUri: `${service.listening.url}/events` };
  await atomically(needs, (work) => changeSignals(work, service.client.id, addresses));
  await service.end((await service.used()).mandate);
  expect(await tellEndings(needs)).toBe(2);
  await service.end((await service.used()).mandate);
  await atomically(needs, (work) => changeSignals(work, service.client.id, {}));
  expect(await tellEndings(needs)).toBe(0);
  const hub = await house.world.client({ dialect: 'hub', delegationMode: 'hub', procedures: [], idTokenAlg: 'HS256' });
  await expect(atomically(needs, (work) => changeSignals(work, hub.id, addresses))).rejects.toThrow('client_not_tellable');
  await expect(atomically(needs, (work) => changeSignals(work, 'nobody', addresses))).rejects.toThrow('client_unknown');
});

test('after an hour away, a service is told each thing exactly once, under the names of the first time', async () => {
  const service = await told();
  const { mandate } = await service.used();
  service.listening.reply = (res) => res.writeHead(503).end();
  await service.end(mandate);
  await minutes(60);
  const { rows } = await house.database.asOwner<{ id: string }>(`select id from signals where client_id = '${service.client.id}'`);
  service.listening.reply = null;
  await atomically(needs, rotateSigningKeys); // signed with the key of the day it is heard
  await minutes(10);
  expect(service.listening.rejected).toEqual([]);
  expect(service.listening.heard.map(({ claims }) => claims.jti).sort()).toEqual(rows.map(({ id }) => id).sort());
});

test('after 72 hours nobody tries any more, and the record says so', async () => {
  const service = await told();
  const { mandate } = await service.used();
  service.listening.reply = (res) => res.writeHead(503).end();
  await service.end(mandate);
  await tellEndings(needs);
  clock.forward(72 * hour);
  await tellEndings(needs);
  const asked = service.listening.asked;
  clock.forward(hour);
  expect(await tellEndings(needs)).toBe(0);
  expect(service.listening.asked).toBe(asked);
  expect((await house.events())['client_not_told']).toBe(3);
});

test('a slow service holds up nobody else: all others are told within a second or so of the end', async () => {
  const slow = await told();
  const quick = await told();
  slow.listening.reply = () => undefined; // answers nothing, for ever
  const late = await slow.used();
  const { mandate } = await quick.used();
  for (const _ of [1, 2, 3]) await quick.signIn();
  const signals = startSignals(needs);
  await slow.end(late.mandate);
  await new Promise((resolve) => setTimeout(resolve, 700));
  const before = performance.now();
  await quick.end(mandate);
  while (quick.listening.heard.length < 9 && performance.now() - before < 5_000) await new Promise((resolve) => setTimeout(resolve, 20));
  await signals.stop();
  expect(quick.listening.heard).toHaveLength(9);
  expect(Math.max(...quick.listening.heard.map(({ arrivedAt }) => arrivedAt - before))).toBeLessThan(3_000);
  expect(slow.listening.heard).toEqual([]);
}, 20_000);
