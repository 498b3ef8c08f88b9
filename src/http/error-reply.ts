import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import { isOutage } from '../db/outage.ts';
import { Refusal } from '../errors.ts';
import { FormMistakes } from './parse-form.ts';
import type { Logger } from './request-log.ts';
import { pageOf, sendPage } from './render.ts';
import { typedWords } from './typed-words.ts';
import type { PageContext } from '../../views/page.tsx';
import { BrokenPage } from '../../views/errors/broken.tsx';
import { RefusalPage } from '../../views/errors/refusal.tsx';

interface ReplyNeeds {
  readonly log: Logger;
  readonly publicUrl: string;
}

/** No route answered. */
export const notFound: RequestHandler = () => {
  throw new Refusal('not_found');
};

/**
 * The last stop: a refusal becomes its page; anything else a reference number to quote, and the details stay in the log. What was written in
 * the form is given back. `opensAt` tells where the way back from a form may lead: a path that only takes forms opens nothing.
 */
export function errorReply(needs: ReplyNeeds, opensAt: (path: string) => boolean = () => true): ErrorRequestHandler {
  const { log } = needs;
  return (error: unknown, req, res, _next) => {
    const refusal = asRefusal(error);
    if (res.headersSent || res.closed) {
      if (!refusal && !hasLeft(error)) log.error({ err: error, request: reference(req) }, 'broken in the middle of an answer');
      res.destroy(); // what was sent is cut, and whoever takes it is told so
      return;
    }
    if (refusal) {
      if (refusal.retryAfter !== undefined) res.set('Retry-After', String(refusal.retryAfter));
      if (refusal.cause !== undefined) log.warn({ refusal: refusal.code, cause: causeOf(refusal), request: reference(req) }, 'refused');
      sendPage(
        res,
        RefusalPage,
        {
          code: refusal.code,
          retryAfter: refusal.retryAfter ?? null,
          back: backOf(req, pageOf(res), opensAt),
          typed: typedWords(req, res, needs),
        },
        refusal.status,
      );
      return;
    }
    log.error({ err: error, request: reference(req) }, 'broken');
    sendPage(res, BrokenPage, { reference: reference(req), typed: typedWords(req, res, needs) }, 500);
  };
}

/** What is no defect of ours: the database away, or a request that no honest browser sends, as Express and its body parsers see it. */
export function asRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  if (error instanceof FormMistakes) return new Refusal('input_malformed', { cause: error }); // a button of ours that was not pressed
  if (isOutage(error)) return new Refusal('database_unavailable', { cause: error });
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  if (status === 413) return new Refusal('input_too_large', { cause: error });
  return typeof status === 'number' && status >= 400 && status < 500 ? new Refusal('input_malformed', { cause: error }) : null;
}

/** Whoever asked went away before the end of the answer: nothing of ours is broken. */
function hasLeft(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || ('code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'));
}

function causeOf({ cause }: Refusal): string {
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : typeof cause;
}

function reference(req: Request): string {
  return typeof req.id === 'string' ? req.id : '';
}

/** Where the form was, or the nearest place above it that opens; the beginning when nobody says where it was: a person's is their own space. */
function backOf({ method }: Request, { path: from, reader }: PageContext, opensAt: (path: string) => boolean): string {
  if (method === 'GET') return reader === 'person' ? '/me' : '/';
  let [path = ''] = from.split('?');
  if (from === '' || opensAt(path)) return from; // empty: the address is a secret, and stays
  while (path !== '/' && !opensAt(path)) path = path.replace(/\/[^/]*$/, '') || '/';
  return path;
}
