import { randomBytes } from 'node:crypto';
import express from 'express';
import type { WorkNeeds } from '../../src/db/database.ts';
import { listen } from '../../src/demo/listen.ts';
import { csrf } from '../../src/http/csrf.ts';
import { errorReply, notFound } from '../../src/http/error-reply.ts';
import { setUpPage } from '../../src/http/render.ts';
import { openLog } from '../../src/http/request-log.ts';
import { securityHeaders } from '../../src/http/security-headers.ts';
import { sessions } from '../../src/http/sessions.ts';
import { insertSession } from '../../src/http/store.ts';
import { askToSignIn, identify } from '../../src/identity/sign-in-guards.ts';
import type { ProviderNeeds } from '../../src/provider/needs.ts';
import { interactionRoutes, oidcRoutes } from '../../src/provider/routes.ts';
import { hashSecret, openVault } from '../../src/vault.ts';
import { Browser } from './browser.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';
import { TestClock } from './clock.ts';
import { type TestHelper, World } from './world.ts';

/** The provider's room with its street: the real routes on a port, a world to fill it, and helpers signed in. */
export interface ProviderHouse extends WorkNeeds {
  readonly url: string;
  readonly issuer: string;
  readonly clock: TestClock;
  readonly database: TestDatabase;
  readonly world: World;
  readonly needs: ProviderNeeds;
  /** A browser in which this helper is signed in, with a second factor of now. */
  signedIn(helper: TestHelper): Promise<Browser>;
  /** How often each event was recorded. */
  events(): Promise<Record<string, number>>;
}

export async function openProviderHouse(): Promise<ProviderHouse> {
  const database = await openTestDatabase();
  const work = { db: database.db, clock: new TestClock(new Date().toISOString()), vault: openVault(randomBytes(32)) };
  const app = express();
  const listening = await listen({ port: 0 }, () => app);
  const needs = {
    ...work,
    publicUrl: listening.url,
    pairwiseKey: randomBytes(32),
    log: openLog('error'),
    privateNetworkClients: ['127.0.0.1', 'localhost'],
  };
  app.use(securityHeaders(needs), setUpPage(needs), oidcRoutes(needs), express.urlencoded({ extended: false }));
  app.use(sessions(needs), identify(needs), csrf(needs), interactionRoutes(needs), notFound, askToSignIn(needs), errorReply(needs));
  afterAll(async () => {
    await listening.close();
    await database.close();
  });
  return {
    ...work,
    ...{ url: listening.url, issuer: `${listening.url}/oidc`, database, needs, world: await new World(work).begin() },
    signedIn: (helper) => signIn(work, helper),
    events: async () => {
      const { rows } = await work.db.raw<{ rows: { event: string; n: string }[] }>(
        'select event, count(*) as n from journal.entry_index group by event',
      );
      return Object.fromEntries(rows.map(({ event, n }) => [event, Number(n)]));
    },
  };
}

async function signIn({ db, clock }: WorkNeeds, helper: TestHelper): Promise<Browser> {
  const id = randomBytes(32).toString('base64url');
  const at = clock.now();
  await db.transaction((tx) =>
    insertSession(tx, {
      ...{
        idHash: hashSecret(id),
        helperId: helper.id,
        organisationId: helper.organisation.id,
        returnTo: null,
        language: null,
        personId: null,
        idleMinutes: null,
      },
      ...{ firstFactorAt: at, secondFactorAt: at, createdAt: at, seenAt: at, expiresAt: new Date(at.getTime() + 43_200_000) },
    }),
  );
  const browser = new Browser();
  browser.cookies.set('procura', id);
  return browser;
}
