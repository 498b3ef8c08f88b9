import { hour, minute, second } from '../../src/clock.ts';
import { atomically } from '../../src/db/database.ts';
import { endExpiredUses } from '../../src/mandates/end-expired-uses.ts';
import { endUses } from '../../src/mandates/use-store.ts';
import { epoch } from '../../src/provider/claims.ts';
import { disableClient } from '../../src/provider/disable-client.ts';
import { mandateEndedType, sessionRevokedType } from '../../src/provider/signal.ts';
import { tellEndings } from '../../src/provider/signals.ts';
import { openProviderHouse } from '../support/provider-house.ts';
import { Told } from '../support/told.ts';

const house = await openProviderHouse();
const { needs, clock } = house;
const opened: Told[] = [];
const told = async () => {
  const service = await Told.open(house);
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
