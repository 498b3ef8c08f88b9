import type { Express, Request, Response } from 'express';
import { hubHomePage } from '../../views/demo/hub-home.tsx';
import { hubResultPage, hubSignedOutPage } from '../../views/demo/hub-result.tsx';
import { browserSessions } from './browser-sessions.ts';
import { field, fieldValues, formFields } from './demo-app.ts';
import { callbackFailure, hubFailure, hubLabels, keepsSingleSignOn, repScopeFailure, repScopeOf } from './hub-checks.ts';
import type { HubExchange, HubFailure } from './hub-checks.ts';
import { discovery, exchangeCode, hubAuthorizationUrl, newHubRequest, type HubOptions, type HubRequest } from './hub-exchange.ts';
import type { SimulatorExtension } from './simulator.ts';

export type { HubOptions } from './hub-exchange.ts';

/** Where Procura sends people back to; both are registered with it. */
export const hubPaths = { callback: '/api/v2/oidc-callback', loggedOut: '/api/v2/client/logout-callback' };

/** FranceConnect's hub as a part of the FranceConnect simulator's site. */
export function hubSite(options: HubOptions): SimulatorExtension {
  return { formTargets: [options.issuer], mount: (app, url) => mount(app, { ...site(options), url }) };
}

interface Session {
  readonly request: HubRequest;
  readonly exchange?: HubExchange;
  readonly logoutState?: string;
}

interface Site extends ReturnType<typeof site> {
  readonly url: string;
}

function site(options: HubOptions) {
  return { options, sessions: browserSessions<Session>('franceconnect_hub'), endpoints: discovery(options.issuer) };
}

/** Values no hub should send: a key of Aidants Connect, one unknown to all, a label in another Unicode form. */
const strangeValues = ['social', 'Pêche-à-la-ligne', 'Social-Santé'.normalize('NFD')];

function mount(app: Express, site: Site): void {
  const { sessions } = site;
  app.get('/hub', (req, res) => {
    const signedIn = sessions.find(req)?.exchange !== undefined;
    res.send(hubHomePage({ labels: hubLabels, strangeValues, signedIn }));
  });
  app.get('/hub/sign-in', (req, res) => signIn(site, req, res));
  app.get(hubPaths.callback, (req, res) => receive(site, req, res));
  app.post('/hub/second-service', formFields(), (req, res) => secondService(site, req, res));
  app.post('/hub/sign-out', formFields(), (req, res) => signOut(site, req, res));
  app.get(hubPaths.loggedOut, (req, res) => {
    const expected = sessions.find(req)?.logoutState;
    sessions.end(req, res);
    res.send(hubSignedOutPage({ stateKept: expected !== undefined && field(req.query, 'state') === expected }));
  });
}

async function signIn({ options, sessions, endpoints, url }: Site, req: Request, res: Response): Promise<void> {
  const request = newHubRequest(req.query['claims'] === 'none' ? null : fieldValues(req.query, 'rep_scope'));
  const endpoint = await endpoints();
  sessions.start(req, res, { request });
  res.redirect(
    303,
    hubAuthorizationUrl(endpoint('authorization_endpoint'), options, { ...request, redirectUri: url + hubPaths.callback }).href,
  );
}

async function receive({ options, sessions, endpoints, url }: Site, req: Request, res: Response): Promise<void> {
  const session = sessions.find(req);
  const request = session?.request ?? newHubRequest([]);
  const query = { ...req.query };
  const early = callbackFailure(query, { state: request.state, issuer: options.issuer });
  const code = field(query, 'code') ?? '';
  const outcome = early ?? (await exchangeCode(await endpoints(), options, { code, redirectUri: url + hubPaths.callback }));
  const repScope = request.repScope ?? [];
  if ('step' in outcome) {
    show(res, { request, query, exchange: null, failure: outcome });
    return;
  }
  const expected = { issuer: options.issuer, clientId: options.clientId, nonce: request.nonce, repScope, at: new Date() };
  const failure = hubFailure(outcome, expected);
  if (failure === null || failure.step === 'rep_scope') sessions.start(req, res, { request, exchange: outcome });
  show(res, { request, query, exchange: outcome, failure });
}

/** A second service within the single sign-on: the hub does not come back to us, unless it knows a value not. */
function secondService(site: Site, req: Request, res: Response): void {
  const session = site.sessions.find(req);
  const repScope = fieldValues(req.body, 'rep_scope');
  if (!session?.exchange || !keepsSingleSignOn(session.exchange.idToken)) {
    const again = new URLSearchParams(repScope.map((value) => ['rep_scope', value]));
    return res.redirect(303, `/hub/sign-in?${again.toString()}`);
  }
  const failure = repScopeFailure(repScopeOf(session.exchange.idToken), repScope);
  show(res, { request: { ...session.request, repScope }, query: null, exchange: session.exchange, failure });
}

async function signOut({ options, sessions, endpoints, url }: Site, req: Request, res: Response): Promise<void> {
  const session = sessions.find(req);
  if (!session?.exchange) {
    res.redirect(303, '/hub');
    return;
  }
  const { state } = newHubRequest(null);
  const to = new URL((await endpoints())('end_session_endpoint'));
  to.searchParams.set('id_token_hint', String(session.exchange.tokens['id_token']));
  to.searchParams.set('post_logout_redirect_uri', url + hubPaths.loggedOut);
  to.searchParams.set('state', state);
  to.searchParams.set('client_id', options.clientId);
  sessions.start(req, res, { ...session, logoutState: state });
  res.redirect(303, to.href);
}

interface Result {
  readonly request: HubRequest;
  /** What came back on the redirection; null when single sign-on made one needless. */
  readonly query: Readonly<Record<string, unknown>> | null;
  readonly exchange: HubExchange | null;
  readonly failure: HubFailure | null;
}

function show(res: Response, result: Result): void {
  const idToken = result.exchange?.idToken ?? null;
  res
    .status(result.failure ? 400 : 200)
    .send(hubResultPage({ ...result, keepsSingleSignOn: idToken !== null && keepsSingleSignOn(idToken) }));
}
