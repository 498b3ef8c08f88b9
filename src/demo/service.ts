import type { Express, Request, Response } from 'express';
import { randomState } from 'openid-client';
import { messagePage } from '../../views/demo/message.tsx';
import { inPlainWords } from '../../views/demo/service-errors.ts';
import { serviceHomePage } from '../../views/demo/service-home.tsx';
import { serviceAccountPage } from '../../views/demo/service-account.tsx';
import { browserSessions } from './browser-sessions.ts';
import { brokenPage, demoApp, field, formFields, notSignedIn } from './demo-app.ts';
import { listen, type Address, type Listening } from './listen.ts';
import { type DoneAct, doAct, publicKeys, type ReceiptAnswer, sendReceipt } from './service-receipts.ts';
import { mountSignals, type SignalBox, signalBox } from './service-signals.ts';
import { beginSignIn, completeSignIn, describeError, recheck, relyingParty, signOutUrl } from './service-sign-in.ts';
import type { PendingSignIn, Recheck, ServiceClient, SignedIn } from './service-sign-in.ts';

export interface ServiceOptions extends Address, ServiceClient {
  readonly name?: string;
}

/** Where Procura sends people back to; both are registered with it. */
export const servicePaths = { callback: '/callback', signedOut: '/signed-out', keys: '/jwks.json' };

/** Starts the demonstration service provider: it takes identities from Procura and says plainly what it was told. */
export function startService({ name = 'Caisse de démonstration – allocations', ...options }: ServiceOptions): Promise<Listening> {
  const sessions = browserSessions<Session>('caisse_demo');
  const rp = relyingParty(options);
  const site = { name, sessions, client: options, rp, signals: signalBox({ ...options, rp }) };
  return listen(options, (url) => {
    const app = demoApp({ formTargets: [options.issuer] });
    mount(app, { ...site, url });
    app.use(brokenPage(name));
    return app;
  });
}

interface Session {
  readonly pending?: PendingSignIn;
  readonly signedIn?: SignedIn;
  /** The act done last in this session, if one was. */
  readonly act?: DoneAct;
  readonly logoutState?: string;
}

interface Site {
  readonly name: string;
  readonly url: string;
  readonly client: ServiceClient;
  readonly sessions: ReturnType<typeof browserSessions<Session>>;
  readonly rp: ReturnType<typeof relyingParty>;
  readonly signals: SignalBox;
}

function mount(app: Express, site: Site): void {
  mountSignals(app, site);
  const { sessions, name, client } = site;
  app.get('/', (req, res) => {
    res.send(serviceHomePage({ service: name, signedIn: sessions.find(req)?.signedIn !== undefined }));
  });
  app.get('/sign-in', (req, res) => signIn(site, req, res));
  app.get(servicePaths.callback, (req, res) => receive(site, req, res));
  app.get('/account', (req, res) => showAccount(site, { req, res }));
  app.post('/account/check', formFields(), async (req, res) => {
    const signedIn = sessions.find(req)?.signedIn;
    showAccount(site, { req, res }, { check: signedIn ? await recheck(await site.rp(), signedIn) : null });
  });
  app.post('/account/act', formFields(), (req, res) => act(site, req, res));
  app.post('/account/receipt', formFields(), async (req, res) => {
    const done = sessions.find(req)?.act;
    showAccount(site, { req, res }, { receipt: done ? await sendReceipt(client, done) : null });
  });
  app.post('/sign-out', formFields(), (req, res) => signOut(site, req, res));
  app.get(servicePaths.signedOut, (req, res) => signedOut(site, req, res));
  app.get(servicePaths.keys, (_req, res) => res.json({ keys: publicKeys(client) }));
}

async function signIn({ sessions, rp, url, name }: Site, req: Request, res: Response): Promise<void> {
  const procura = await rp().catch(describeError);
  if (typeof procura === 'string') {
    notSignedIn(name, res, ['Procura ne répond pas.', procura]);
    return;
  }
  const { pending, url: to } = await beginSignIn(procura, {
    redirectUri: url + servicePaths.callback,
    isSensitive: field(req.query, 'act') === 'bank_details_change',
  });
  sessions.start(req, res, { pending });
  res.redirect(303, to.href);
}

async function receive({ sessions, rp, url, name }: Site, req: Request, res: Response): Promise<void> {
  const pending = sessions.find(req)?.pending;
  sessions.end(req, res); // an answer serves once
  if (!pending) {
    notSignedIn(name, res, ['Cette réponse ne correspond à aucune connexion commencée dans ce navigateur.']);
    return;
  }
  try {
    const signedIn = await completeSignIn(await rp(), new URL(req.originalUrl, url), pending);
    sessions.start(req, res, { signedIn });
    res.redirect(303, '/account');
  } catch (error) {
    notSignedIn(name, res, [
      inPlainWords[field(req.query, 'error') ?? ''] ?? 'La réponse de Procura n’est pas recevable.',
      describeError(error),
    ]);
  }
}

interface Answers {
  readonly check?: Recheck | null;
  readonly receipt?: ReceiptAnswer | null;
}

function showAccount(
  { sessions, name, client, signals }: Site,
  { req, res }: { req: Request; res: Response },
  { check = null, receipt = null }: Answers = {},
): void {
  const { signedIn, act: done = null } = sessions.find(req) ?? {};
  if (!signedIn) return res.redirect(303, '/');
  const acts = { states: client.receiptKey !== undefined, done, receipt };
  const told = signals.ofSession(signedIn.claims);
  const expired = (check?.at ?? new Date()) >= signedIn.until;
  res.send(serviceAccountPage({ service: name, ...signedIn, check, acts, told, expired }));
}

/** An act of nothing at all; its receipt is signed once, and sent when the button is pressed. */
async function act({ sessions, client }: Site, req: Request, res: Response): Promise<void> {
  const signedIn = sessions.find(req)?.signedIn;
  if (signedIn) sessions.start(req, res, { signedIn, act: await doAct(client, signedIn) });
  res.redirect(303, '/account');
}

async function signOut({ sessions, rp, url }: Site, req: Request, res: Response): Promise<void> {
  const signedIn = sessions.find(req)?.signedIn;
  if (!signedIn) {
    res.redirect(303, '/');
    return;
  }
  const logoutState = randomState();
  const to = signOutUrl(await rp(), signedIn, { uri: url + servicePaths.signedOut, state: logoutState });
  sessions.start(req, res, { logoutState });
  res.redirect(303, to.href);
}

function signedOut({ sessions, name }: Site, req: Request, res: Response): void {
  const expected = sessions.find(req)?.logoutState;
  if (expected !== undefined && expected === field(req.query, 'state')) sessions.end(req, res);
  const lines = ['Votre session est fermée ici et chez Procura.'];
  res.send(messagePage({ service: name, title: 'Votre connexion est fermée', lines, links: [{ href: '/', text: 'Retour à l’accueil' }] }));
}
