import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import { pino, type Logger, type DestinationStream } from 'pino';
import { pinoHttp } from 'pino-http';

export type { Logger };

/** A logger of JSON lines. It takes named fields; whatever looks like a secret is struck out all the same. */
export function openLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['*.authorization', '*.cookie', '*.token', '*.code', '*.secret', '*.email', '*.to'], censor: '[struck out]' },
  };
  return pino(options, destination ?? pino.destination({ sync: false, minLength: 4_096, periodicFlush: 1_000 }));
}

/** One line a request: method, path without its query (a query may carry codes), status, milliseconds, and a reference to quote. */
export function requestLog(log: Logger): RequestHandler {
  return pinoHttp({
    logger: log,
    genReqId: () => randomUUID(),
    quietReqLogger: true,
    serializers: {
      req: (req: { id: unknown; method: string; url: string }) => ({ id: req.id, method: req.method, path: pathOf(req.url) }),
      res: (res: { statusCode: number }) => ({ status: res.statusCode }),
      err: (error: Error) => ({ type: error.name, message: error.message, stack: error.stack }),
    },
    customLogLevel: (_req, res, error) => (error || res.statusCode >= 500 ? 'error' : 'info'),
    autoLogging: { ignore: ({ url }: { readonly url?: string | undefined }) => url?.startsWith('/health') === true },
  }) as RequestHandler; // pino-http types Node's request, of which Express' is one
}

/** Without what could identify or unlock: the query, and any path segment as long as a secret. */
function pathOf(url: string): string {
  return (url.split('?')[0] ?? '').replaceAll(/[\w-]{40,}/g, '…');
}
