import { text, type Express, type Request, type Response } from 'express';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import type * as openid from 'openid-client';
import { type ReceivedSignal, serviceSignalsPage } from '../../views/demo/service-signals.tsx';
import { field, formFields } from './demo-app.ts';

/** Where Procura tells this service that something ended; registered with it. */
export const signalPaths = { logout: '/backchannel-logout', events: '/security-events' };

/** What was told since this process began: each once, however often it was sent. */
export interface SignalBox {
  receive(kind: 'logout' | 'event', token: string): Promise<void>;
  list(): readonly ReceivedSignal[];
  /** Of one session here, by what its id_token called it. */
  ofSession(claims: Readonly<Record<string, unknown>>): readonly ReceivedSignal[];
}

/** Checks what comes as the standards say: our issuer, ourselves as audience, one of the issuer's keys, the type of token, nothing that stands for something else. */
export function signalBox({
  issuer,
  clientId,
  rp,
}: {
  readonly issuer: string;
  readonly clientId: string;
  readonly rp: () => Promise<openid.Configuration>;
}): SignalBox {
  const received = new Map<string, ReceivedSignal>();
  const list = () => [...received.values()].reverse();
  let keys: ReturnType<typeof createRemoteJWKSet> | null = null;
  return {
    receive: async (kind, token) => {
      keys ??= createRemoteJWKSet(new URL((await rp()).serverMetadata().jwks_uri ?? ''));
      const typ = kind === 'logout' ? 'logout+jwt' : 'secevent+jwt';
      const { payload } = await jwtVerify(token, keys, { issuer, audience: clientId, typ });
      const [type] = Object.keys(payload['events'] ?? {});
      if (type === undefined || payload.jti === undefined || 'nonce' in payload) throw new Error('not a signal');
      const [oldest] = received.keys();
      if (received.size >= most && oldest !== undefined) received.delete(oldest);
      if (!received.has(payload.jti)) received.set(payload.jti, { type, receivedAt: new Date(), claims: payload });
    },
    list,
    ofSession: ({ sid }) => list().filter(({ claims }) => sid !== undefined && (claims['sid'] === sid || claims['txn'] === sid)),
  };
}

const most = 200;

/** Procura's calls, and the page that shows what they said. */
export function mountSignals(app: Express, { name, signals }: { readonly name: string; readonly signals: SignalBox }): void {
  app.post(signalPaths.logout, formFields(), (req, res) =>
    take(res, signals.receive('logout', field(req.body, 'logout_token') ?? ''), 200),
  );
  app.post(signalPaths.events, text({ type: 'application/secevent+jwt', limit: '16kb' }), (req: Request, res) =>
    take(res, signals.receive('event', typeof req.body === 'string' ? req.body : ''), 202),
  );
  app.get('/signals', (_req, res) => {
    res.send(serviceSignalsPage({ service: name, signals: signals.list() }));
  });
}

/** Back-Channel Logout §2.8 and RFC 8935 §2.2, §2.3. */
async function take(res: Response, received: Promise<void>, accepted: number): Promise<void> {
  try {
    await received;
    res.status(accepted).end();
  } catch {
    res.status(400).json({ err: 'invalid_request', description: 'the token does not hold' });
  }
}
