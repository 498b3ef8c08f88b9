import type { Express } from 'express';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { brokenPage, demoApp } from './demo-app.ts';
import { listen, type Address, type Listening } from './listen.ts';
import { signInRoutes } from './simulator-login.ts';
import { simulatorProvider } from './simulator-provider.ts';

/** A relying party the simulator knows. */
export interface SimulatorClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris: readonly string[];
  /** How this client gets its userinfo; the simulator's own manner when absent. */
  readonly userinfo?: 'json' | 'jwt';
}

/** Someone who may sign in at a simulator. */
export interface SimulatorAccount {
  /** The subject itself where subjects are public. */
  readonly accountId: string;
  readonly name: string;
  readonly hint: string;
  readonly acr: string;
  readonly amr: readonly string[];
  readonly claims: Readonly<Record<string, unknown>>;
}

/** What makes one simulator differ from another. */
export interface SimulatorManners {
  readonly name: string;
  /** Cookies are shared by all ports of a host: each simulator has its own. */
  readonly cookiePrefix: string;
  readonly accounts: readonly SimulatorAccount[];
  readonly claimsOfScopes: Readonly<Record<string, readonly string[]>>;
  readonly acrValues: readonly string[];
  readonly userinfo: 'json' | 'jwt';
  readonly sessionSeconds: number;
  /** Throws an OAuth error for a request the real one refuses. */
  readonly checkRequest: (ctx: KoaContextWithOIDC) => void;
  /** Absent: the same subject for every client. */
  readonly pairwiseIdentifier?: NonNullable<Configuration['pairwiseIdentifier']>;
}

export interface SimulatorOptions extends Address {
  readonly clients: readonly SimulatorClient[];
}

/** Starts an OpenID provider under `/api/v2`, with its sign-in page. `more` adds routes of the same site. */
export function startSimulator(manners: SimulatorManners, options: SimulatorOptions, more?: SimulatorExtension): Promise<Listening> {
  return listen(options, async (url) => {
    const provider = await simulatorProvider(manners, { issuer: `${url}/api/v2`, clients: options.clients });
    const formTargets = [...options.clients.flatMap(({ redirectUris }) => redirectUris), ...(more?.formTargets ?? [])];
    const app = demoApp({ formTargets });
    app.use(signInRoutes(manners, provider));
    more?.mount(app, url);
    const answer = provider.callback();
    app.use('/api/v2', (req, res) => {
      req.headers.host = new URL(url).host; // endpoints are announced under our own address, whatever name we are called by
      void answer(req, res);
    });
    app.use(brokenPage(manners.name));
    return app;
  });
}

/** Further routes of a simulator's site, before those of the provider. */
export interface SimulatorExtension {
  readonly formTargets: readonly string[];
  mount(app: Express, url: string): void;
}
