import type { Request, RequestHandler, Response } from 'express';
import { timingSafeEqual } from 'node:crypto';
import { Refusal } from '../errors.ts';
import type { Vault } from '../vault.ts';
import { pageOf } from './render.ts';
import { ensureSession, rootOf, type Session, type SessionNeeds, sessionOf } from './sessions.ts';

interface CsrfNeeds {
  readonly vault: Vault;
  readonly publicUrl: string;
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * The token that each form of this session carries: it changes at each sign-in, and with the organisation one acts for, so that a form opened
 * for one is not taken as an act for another.
 */
export function csrfToken({ vault }: Pick<CsrfNeeds, 'vault'>, session: Session): string {
  return vault.fingerprint('csrf', `${rootOf(session).toString('base64')} ${session.organisationId ?? ''}`).toString('base64url');
}

/** Before a page with a form for somebody who has no session yet: begins one, since a form needs its token. */
export async function readyForForms(needs: SessionNeeds, res: Response): Promise<void> {
  pageOf(res).csrfToken = csrfToken(needs, await ensureSession(needs, res));
}

/**
 * Refuses a form that was not sent from one of our pages: by its token, and by what the browser says of its origin. A form that proves itself,
 * with a secret that only whoever may act can write in it, needs no token: nobody can have it sent by another's browser who could not send it.
 */
export function csrf(needs: CsrfNeeds, provesItself: (req: Request) => boolean = () => false): RequestHandler {
  return (req, res, next) => {
    if (safeMethods.has(req.method) || (isFromHere(needs, req.headers) && (provesItself(req) || hasToken(needs, res, req.body)))) next();
    else next(new Refusal('form_expired'));
  };
}

/** Whether the browser itself says that one of our pages sent this: no page elsewhere can make it say so. */
export function isSurelyFromHere(needs: Pick<CsrfNeeds, 'publicUrl'>, headers: SaidOfOrigin): boolean {
  const isSaid = headers['sec-fetch-site'] === 'same-origin' || headers.origin === new URL(needs.publicUrl).origin;
  return isSaid && isFromHere(needs, headers);
}

interface SaidOfOrigin {
  readonly origin?: string | undefined;
  readonly 'sec-fetch-site'?: string | string[] | undefined;
}

function isFromHere({ publicUrl }: Pick<CsrfNeeds, 'publicUrl'>, headers: SaidOfOrigin): boolean {
  if (headers.origin !== undefined && headers.origin !== 'null' && headers.origin !== new URL(publicUrl).origin) return false;
  return [undefined, 'same-origin', 'none'].includes(headers['sec-fetch-site']?.toString());
}

function hasToken(needs: CsrfNeeds, res: Response, body: unknown): boolean {
  const session = sessionOf(res);
  const given: unknown = typeof body === 'object' && body !== null && '_csrf' in body ? body._csrf : undefined;
  if (!session || typeof given !== 'string') return false;
  const [expected, actual] = [Buffer.from(csrfToken(needs, session)), Buffer.from(given)];
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
