import { randomBytes } from 'node:crypto';
import express from 'express';
import { createApp } from '../../src/app.ts';
import { type Clock, systemClock } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import { type Context, openContext } from '../../src/context.ts';
import { atomically } from '../../src/db/database.ts';
import { startFranceConnect } from '../../src/demo/franceconnect.ts';
import { hubPaths } from '../../src/demo/hub.ts';
import { listen } from '../../src/demo/listen.ts';
import { startProConnect } from '../../src/demo/proconnect.ts';
import { demoReceiptKey } from '../../src/demo/seed-clients.ts';
import { publicHalf } from '../../src/demo/service-receipts.ts';
import { servicePaths, startService } from '../../src/demo/service.ts';
import { openLog } from '../../src/http/request-log.ts';
import type { Carrier } from '../../src/notifications/mailer.ts';
import type { Content } from '../../src/notifications/outbox.ts';
import { deliverDue } from '../../src/notifications/deliver.ts';
import { ensureSigningKeys } from '../../src/provider/keys.ts';
import { openVault } from '../../src/vault.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';
import { World } from './world.ts';

/** The whole house on a port, between real simulators: what a newcomer starts, on a database of its own. */
export interface House {
  readonly url: string;
  readonly franceConnectUrl: string;
  readonly serviceUrl: string;
  readonly context: Context;
  readonly database: TestDatabase;
  readonly world: World;
  /** Everything logged so far, a JSON line each. */
  readonly logged: () => string;
  /** Delivers what is queued and returns it. */
  takeMessages(): Promise<Content[]>;
}

interface HouseOptions {
  readonly clock?: Clock;
  /** Settings that matter to the test. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Opened once per test file, closed after its tests. */
export async function openHouse({ clock = systemClock, settings = {} }: HouseOptions = {}): Promise<House> {
  const database = await openTestDatabase();
  const app = express();
  const procura = await listen({ port: 0 }, () => app);
  const secret = () => randomBytes(32).toString('hex');
  const [persons, helpers, hubSecret, serviceSecret] = [secret(), secret(), secret(), secret()];
  const client = (clientSecret: string, redirect: string, signedOut: string) => ({
    ...{ clientId: 'procura', clientSecret, redirectUris: [procura.url + redirect], postLogoutRedirectUris: [procura.url + signedOut] },
  });
  const franceConnect = await startFranceConnect({
    ...{ port: 0, clients: [client(persons, '/identification/callback', '/identification/signed-out')] },
    hub: { issuer: `${procura.url}/oidc`, clientId: 'hub', clientSecret: hubSecret, idTokenAlg: 'ES256', userinfo: 'json' },
  });
  const proConnect = await startProConnect({ port: 0, clients: [client(helpers, '/sign-in/proconnect/callback', '/signed-out')] });
  const receiptKey = demoReceiptKey(openVault(randomBytes(32)), 'caisse');
  const service = await startService({
    port: 0,
    issuer: `${procura.url}/oidc`,
    clientId: 'caisse',
    credentials: { secret: serviceSecret },
    receiptKey,
  });
  const lines: string[] = [];
  const config = readConfig({
    ...{
      PUBLIC_URL: procura.url,
      MASTER_KEY: randomBytes(32).toString('base64'),
      PAIRWISE_KEY: randomBytes(32).toString('base64'),
      JOURNAL_KEY: randomBytes(32).toString('base64'),
    },
    ...{ FRANCECONNECT_ISSUER: `${franceConnect.url}/api/v2`, FRANCECONNECT_CLIENT_ID: 'procura', FRANCECONNECT_CLIENT_SECRET: persons },
    ...{ PROCONNECT_ISSUER: `${proConnect.url}/api/v2`, PROCONNECT_CLIENT_ID: 'procura', PROCONNECT_CLIENT_SECRET: helpers },
    ...{ SMTP_URL: 'smtp://127.0.0.1:1', SMS_GATEWAY_URL: 'http://127.0.0.1:1', SMS_GATEWAY_TOKEN: 'token' },
    PRIVATE_NETWORK_CLIENTS: 'localhost,127.0.0.1',
    ...settings,
  });
  const log = openLog('debug', { write: (line) => void lines.push(line) });
  const context = openContext(config, { db: database.db, clock, log, vault: openVault(config.MASTER_KEY) });
  const world = await new World(context).begin();
  await atomically(context, ensureSigningKeys);
  await world.client({
    ...{ id: 'caisse', authentication: 'client_secret_basic', secret: serviceSecret, jwks: { keys: [publicHalf(receiptKey)] } },
    sensitiveActs: ['bank_details_change'],
    ...{ redirectUris: [service.url + servicePaths.callback], postLogoutRedirectUris: [service.url + servicePaths.signedOut] },
  });
  await world.client({
    ...{ id: 'hub', dialect: 'hub', delegationMode: 'hub', procedures: [], authentication: 'client_secret_post', secret: hubSecret },
    ...{ redirectUris: [franceConnect.url + hubPaths.callback], postLogoutRedirectUris: [franceConnect.url + hubPaths.loggedOut] },
  });
  app.use(createApp(context));
  afterAll(async () => {
    await Promise.all([procura.close(), franceConnect.close(), proConnect.close(), service.close()]);
    await database.close();
  });
  return {
    ...{ url: procura.url, franceConnectUrl: franceConnect.url, serviceUrl: service.url, context, database, world },
    logged: () => lines.join(''),
    takeMessages: async () => {
      const sent: Content[] = [];
      const carrier: Carrier = { send: async (_id, content) => void sent.push(content), close: () => undefined };
      while ((await deliverDue({ ...context, carriers: { email: carrier, sms: carrier } })) > 0);
      return sent;
    },
  };
}
