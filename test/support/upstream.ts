import { randomBytes } from 'node:crypto';
import express, { type Express } from 'express';
import type { WorkNeeds } from '../../src/db/database.ts';
import { startFranceConnect } from '../../src/demo/franceconnect.ts';
import { listen } from '../../src/demo/listen.ts';
import { startProConnect } from '../../src/demo/proconnect.ts';
import { Refusal, type RefusalCode } from '../../src/errors.ts';
import { csrf } from '../../src/http/csrf.ts';
import { errorReply, notFound } from '../../src/http/error-reply.ts';
import { setUpPage } from '../../src/http/render.ts';
import { openLog } from '../../src/http/request-log.ts';
import { securityHeaders } from '../../src/http/security-headers.ts';
import { sessionOf, sessions } from '../../src/http/sessions.ts';
import { requireHelper, requirePerson, requireRecentSecondFactor } from '../../src/identity/guards.ts';
import { speaksToPerson } from '../../src/identity/person-guards.ts';
import { askToSignIn, identify } from '../../src/identity/sign-in-guards.ts';
import { startIdentification } from '../../src/identity/identify-person.ts';
import type { PersonIdentified, PersonNotIdentified, Receptions } from '../../src/identity/reception.ts';
import { ownSpaceReception } from '../../src/identity/sign-in-person.ts';
import { identityRoutes, type IdentityNeeds } from '../../src/identity/routes.ts';
import { franceConnect, proConnect } from '../../src/identity/upstream-dialects.ts';
import type { UpstreamRegistration } from '../../src/identity/upstream.ts';
import type { Carrier } from '../../src/notifications/mailer.ts';
import type { Content } from '../../src/notifications/outbox.ts';
import { deliverDue } from '../../src/notifications/deliver.ts';
import { openVault } from '../../src/vault.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';
import { TestClock } from './clock.ts';
import { World } from './world.ts';

/** The identity room in a house of its own: its real routes, the two simulators, and rooms above that note what they are told. */
export interface IdentityHouse extends WorkNeeds {
  readonly url: string;
  readonly clock: TestClock;
  readonly database: TestDatabase;
  readonly world: World;
  readonly franceConnectUrl: string;
  readonly proConnectUrl: string;
  readonly proConnectRegistration: UpstreamRegistration;
  readonly franceConnectRegistration: UpstreamRegistration;
  /** May be exchanged for another in a test. */
  readonly needs: { -readonly [Need in keyof IdentityNeeds]: IdentityNeeds[Need] };
  readonly identified: PersonIdentified[];
  readonly notIdentified: PersonNotIdentified[];
  /** What the rooms above answer the next person with, instead of yes. */
  refuseNext(code: RefusalCode): void;
  breakNext(): void;
  /** Delivers what is queued and returns it. */
  takeMessages(): Promise<Content[]>;
  close(): Promise<void>;
}

export async function openIdentityHouse(): Promise<IdentityHouse> {
  const database = await openTestDatabase();
  await database.asOwner('deallocate all'); // the embedded engine outlives the test file before, whose statements had the same names
  const work = { db: database.db, clock: new TestClock(), vault: openVault(randomBytes(32)) };
  const world = await new World(work).begin();
  const above = roomsAbove();
  const app = express();
  const listening = await listen({ port: 0 }, () => app);
  const upstreams = await startUpstreams(listening.url);
  const log = openLog(process.env['TEST_LOG'] ?? 'silent');
  const needs = { ...work, ...above.hooks, ...upstreams.needs, log, publicUrl: listening.url };
  furnish(app, needs);
  return {
    ...{ ...work, database, world, needs, url: listening.url },
    ...upstreams.facts,
    ...{ identified: above.identified, notIdentified: above.notIdentified, refuseNext: above.refuseNext, breakNext: above.breakNext },
    takeMessages: async () => {
      const sent: Content[] = [];
      const carrier: Carrier = { send: async (_id, content) => void sent.push(content), close: () => undefined };
      await deliverDue({ ...work, log, carriers: { email: carrier, sms: carrier } });
      return sent;
    },
    close: async () => {
      await Promise.all([listening.close(), upstreams.close()]);
      await database.close();
    },
  };
}

/** A hallway like the house's, and the least of what the rooms above have. */
function furnish(app: Express, needs: IdentityNeeds): void {
  app.use(securityHeaders(needs), setUpPage(needs), express.urlencoded({ extended: false }));
  app.use(sessions(needs), identify(needs));
  app.use('/me', speaksToPerson);
  app.use(csrf(needs), identityRoutes(needs));
  app.get('/home', (_req, res) => {
    const { helper, organisation } = requireHelper(res);
    res.send(`${helper.email} acts for ${organisation.name}`);
  });
  app.get('/sensitive', (_req, res) => {
    res.send(`since ${requireRecentSecondFactor(needs, res).secondFactorAt.toISOString()}`);
  });
  app.get('/drafts/:id/identification', async (req, res) => {
    requireHelper(res);
    res.redirect(303, await startIdentification(needs, { session: sessionOf(res), purpose: 'person', draftId: req.params.id }));
  });
  app.get('/me', (_req, res) => {
    res.send(`the space of ${requirePerson(res).person.identity.givenName}`);
  });
  app.get('/drafts/:id', (req, res) => {
    res.send(`draft ${req.params.id} of ${requireHelper(res).helper.email}`);
  });
  app.use(notFound, askToSignIn(needs), errorReply(needs));
}

function roomsAbove() {
  const identified: PersonIdentified[] = [];
  const notIdentified: PersonNotIdentified[] = [];
  const next: { error?: Error } = {};
  const person: Receptions['person'] = {
    receive: async (_work, received) => {
      const { error } = next;
      delete next.error;
      if (error) throw error;
      identified.push(received);
      return { returnsTo: `/drafts/${String(received.draftId)}` };
    },
    turnAway: async (_work, attempt) => {
      notIdentified.push(attempt);
      return `/drafts/${String(attempt.draftId)}`;
    },
  };
  const hooks: Pick<IdentityNeeds, 'receptions'> = {
    receptions: { person, request: person, offer: person, 'own-space': ownSpaceReception({ ownIdpId: 'procura' }) },
  };
  const refuseNext = (code: RefusalCode) => void (next.error = new Refusal(code));
  return { identified, notIdentified, hooks, refuseNext, breakNext: () => void (next.error = new Error('broken')) };
}

async function startUpstreams(url: string) {
  const client = (redirect: string, signedOut: string) => ({
    ...{ clientId: 'procura', clientSecret: randomBytes(32).toString('hex') },
    ...{ redirectUris: [url + redirect], postLogoutRedirectUris: [url + signedOut] },
  });
  const [person, helper] = [
    client('/identification/callback', '/identification/signed-out'),
    client('/sign-in/proconnect/callback', '/signed-out'),
  ];
  const persons = await startFranceConnect({ port: 0, clients: [person] });
  const helpers = await startProConnect({ port: 0, clients: [helper] });
  const franceConnectRegistration = { ...person, issuer: `${persons.url}/api/v2` };
  const proConnectRegistration = { ...helper, issuer: `${helpers.url}/api/v2` };
  return {
    needs: { franceConnect: franceConnect(franceConnectRegistration), proConnect: proConnect(proConnectRegistration) },
    facts: { franceConnectUrl: persons.url, proConnectUrl: helpers.url, franceConnectRegistration, proConnectRegistration },
    close: () => Promise.all([persons.close(), helpers.close()]),
  };
}
