import { createRemoteJWKSet, jwtVerify, type JWTPayload } from 'jose';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Something a service was told, its token checked as the standards say. */
export interface Heard {
  readonly path: string;
  readonly claims: JWTPayload;
  readonly header: { readonly typ?: string; readonly kid?: string; readonly alg?: string };
  readonly arrivedAt: number;
  /** How we proved ourselves. */
  readonly authorization: string | undefined;
}

type Reply = (res: ServerResponse) => void;

/** A service that takes logout tokens at /logout and security events at /events, checks them, and can answer anything at all. */
export class ListeningService {
  readonly heard: Heard[] = [];
  /** Tokens that did not hold, and why. */
  readonly rejected: string[] = [];
  /** Requests it saw, answered or not. */
  asked = 0;
  /** What it answers in place of an acknowledgement; null: as the standards say. */
  reply: Reply | null = null;
  readonly url: string;
  readonly #close: () => Promise<void>;
  readonly #keys: ReturnType<typeof createRemoteJWKSet>;
  readonly #audience: { issuer: string; now: () => Date; audience: () => string };

  private constructor(url: string, close: () => Promise<void>, audience: { issuer: string; now: () => Date; audience: () => string }) {
    this.url = url;
    this.#close = close;
    this.#audience = audience;
    this.#keys = createRemoteJWKSet(new URL(`${audience.issuer}/jwks`));
  }

  static async open(of: { issuer: string; now: () => Date; audience: () => string }): Promise<ListeningService> {
    const box: { service?: ListeningService } = {};
    const server = createServer((req, res) => void box.service?.take(req, res));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const close = () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    };
    box.service = new ListeningService(`http://127.0.0.1:${String(port)}`, close, of);
    return box.service;
  }

  close(): Promise<void> {
    return this.#close();
  }

  async take(req: IncomingMessage, res: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of req) body += String(chunk);
    this.asked += 1;
    if (this.reply) return this.reply(res);
    const isLogout = req.url === '/logout';
    const token = isLogout ? (new URLSearchParams(body).get('logout_token') ?? '') : body;
    const { issuer, audience, now } = this.#audience;
    try {
      const { payload, protectedHeader } = await jwtVerify(token, this.#keys, { issuer, audience: audience(), currentDate: now() });
      this.heard.push({
        path: req.url ?? '',
        claims: payload,
        header: protectedHeader,
        arrivedAt: performance.now(),
        authorization: req.headers.authorization,
      });
      res.writeHead(isLogout ? 200 : 202).end();
    } catch (error) {
      this.rejected.push(String(error));
      res.writeHead(400).end(JSON.stringify({ err: 'invalid_request' }));
    }
  }
}
