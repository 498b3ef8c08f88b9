import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';

/** What a demonstration site remembers of each browser: in memory, gone with the process. */
export interface BrowserSessions<T> {
  find(req: Request): T | undefined;
  /** Always under a new identifier, so that nobody can be made to use one chosen by another. */
  start(req: Request, res: Response, session: T): void;
  end(req: Request, res: Response): void;
}

const most = 1_000;

/** Sessions under a cookie of their own: cookies are shared by all ports of a host, so each site needs its name. */
export function browserSessions<T>(cookie: string): BrowserSessions<T> {
  const sessions = new Map<string, T>();
  const options = { httpOnly: true, sameSite: 'lax', path: '/' } as const;
  return {
    find: (req) => sessions.get(idOf(req, cookie)),
    start: (req, res, session) => {
      sessions.delete(idOf(req, cookie));
      const [oldest] = sessions.keys();
      if (sessions.size >= most && oldest !== undefined) sessions.delete(oldest);
      const id = randomBytes(24).toString('base64url');
      sessions.set(id, session);
      res.cookie(cookie, id, options);
    },
    end: (req, res) => {
      sessions.delete(idOf(req, cookie));
      res.clearCookie(cookie, options);
    },
  };
}

function idOf(req: Request, cookie: string): string {
  const pairs = (req.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${cookie}=`))?.slice(cookie.length + 1) ?? '';
}
