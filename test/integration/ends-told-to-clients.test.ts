import { hour, minute, second } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { endExpiredUses } from '../../src/mandates/end-expired-uses.ts';
import { endUses } from '../../src/mandates/use-store.ts';
import { epoch } from '../../src/provider/claims.ts';
import { disableClient } from '../../src/provider/disable-client.ts';
import { mandateEndedType, sessionRevokedType } from '../../src/provider/signal.ts';
import { tellEndings } from '../../src/provider/signals.ts';
import { verifyStream } from '../../src/provider/verify-stream.ts';
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

afterEach(async () => {
  for (const { listening } of opened.splice(0)) await listening.close();
});

test('a mandate that comes to its agreed end is told of as expired, once, however many instances look', async () => {
  const service = await told();
  const { mandate } = await service.used();
  clock.set(new Date(mandate.expiresAt.getTime() - second));
  await endExpiredUses(needs);
  expect(await tellEndings(needs)).toBe(0);
  clock.forward(5 * minute);
  const rounds = await Promise.all(Array.from({ length: 4 }, () => endExpiredUses(needs)));
  expect(rounds.reduce((sum, n) => sum + n, 0)).toBe(1);
  expect(await tellEndings(needs)).toBe(3);
  const about = { initiating_entity: 'policy', event_timestamp: epoch(mandate.expiresAt) };
  const events = service.listening.heard.flatMap(({ path, claims }) => (path === '/events' ? [claims['events']] : []));
  expect(events).toContainEqual({ [mandateEndedType(house.issuer)]: { ...about, cause: 'expired' } });
  expect(events).toContainEqual({ [sessionRevokedType]: about });
  expect([await endExpiredUses(needs), await tellEndings(needs)]).toEqual([0, 0]);
});

test('a use that ends while its mandate lives is a session that ends, not a mandate', async () => {
  const service = await told();
  await service.used();
  await atomically(needs, (work) => disableClient(work, service.client.id));
  expect(await tellEndings(needs)).toBe(2);
  const [event] = service.listening.heard.filter(({ path }) => path === '/events');
  expect(event?.claims['events']).toMatchObject({ [sessionRevokedType]: { initiating_entity: 'admin' } });
});

test('a mandate that ends after its use did is told of too, once, with the hour and the cause of its own end', async () => {
  const service = await told();
  const { mandate } = await service.used();
  await atomically(needs, ({ tx, at }) => endUses(tx, { helperId: service.helper.id }, at));
  expect(await tellEndings(needs)).toBe(2);
  clock.forward(hour);
  await service.end(mandate);
  expect(await tellEndings(needs)).toBe(1);
  const ended = { cause: 'revoked', initiating_entity: 'user', event_timestamp: epoch(clock.now()) };
  expect(service.listening.heard.at(-1)?.claims['events']).toEqual({ [mandateEndedType(house.issuer)]: ended });
  expect(await tellEndings(needs)).toBe(0);
});

test('events, not logouts, carry the authorization the service asked for; it lies sealed', async () => {
  const service = await told({ eventsAuthorization: 'Bearer prefecture-70' });
  const { mandate } = await service.used();
  await service.end(mandate);
  await tellEndings(needs);
  const said = service.listening.heard.map(({ path, authorization }) => [path, authorization ?? null]);
  expect(new Set(said.map((one) => one.join(' ')))).toEqual(new Set(['/logout ', '/events Bearer prefecture-70']));
  const [row] = (await needs.db.select('*').from('clients').where('id', service.client.id)) as object[];
  expect(JSON.stringify(row)).not.toContain('prefecture-70');
});

test('a verification event says that a service is reached, and is recorded with what was answered', async () => {
  const service = await told({ eventsAuthorization: 'Bearer prefecture-70' });
  const verifying = { clientId: service.client.id, state: 'essai' };
  expect(await verifyStream(needs, verifying)).toBe('202');
  const { claims, header, authorization } = service.listening.heard[0] ?? {};
  expect([header?.typ, authorization, claims?.['sub_id']]).toEqual([
    ...['secevent+jwt', 'Bearer prefecture-70'],
    { format: 'opaque', id: service.client.id },
  ]);
  expect(Object.values(claims?.['events'] ?? {})).toEqual([{ state: 'essai' }]);
  service.listening.reply = (res) => res.writeHead(401).end();
  expect(await verifyStream(needs, verifying)).toBe('401');
  await expect(verifyStream(needs, { ...verifying, clientId: 'nobody' })).rejects.toMatchObject({ code: 'client_unknown' });
});

test('a service that named no address for events is not sent one to verify', async () => {
  const { id: clientId } = await house.world.client();
  const before = await house.events();
  await expect(verifyStream(needs, { clientId, state: undefined })).rejects.toMatchObject({ code: 'client_not_tellable' });
  expect((await house.events())['client_stream_verified']).toBe(before['client_stream_verified']);
});
