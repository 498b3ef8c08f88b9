import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { randomBytes } from 'node:crypto';
import { atomically, type Work, type WorkNeeds } from '../db/database.ts';
import { hashSecret } from '../vault.ts';
import { hour, minute } from '../clock.ts';
import { comesByItself } from './by-itself.ts';
import { deviceOf } from './device.ts';
import { placeOf } from './place.ts';
import { floodLimit } from './rate-limit.ts';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from './session-cookie.ts';
import * as store from './store.ts';

/** What we remember of a browser between two requests: of a helper, of a person, or of nobody yet. Lives 12 hours at most. */
export interface Session {
  readonly idHash: Buffer;
  /** What it was called before it was renewed, the first time; null: never. See `rootOf`. */
  readonly rootHash?: Buffer | null;
  readonly helperId: string | null;
  readonly personId: string | null;
  readonly organisationId: string | null;
  /** The application of an organisation this browser came for, with a link from the mailbox. */
  readonly applicationId?: string | null;
  readonly firstFactorAt: Date | null;
  readonly secondFactorAt: Date | null;
  readonly returnTo: string | null;
  readonly language: string | null;
  /** Browser and system, in a few words. */
  readonly device?: string | null;
  /** How long it lives without a sign of life; null: an hour. */
  readonly idleMinutes: number | null;
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly expiresAt: Date;
}

/** What may be changed of a session. */
export type SessionFacts = Partial<
  Pick<
    Session,
    | 'helperId'
    | 'personId'
    | 'organisationId'
    | 'applicationId'
    | 'firstFactorAt'
    | 'secondFactorAt'
    | 'returnTo'
    | 'language'
    | 'idleMinutes'
  >
>;

export interface SessionNeeds extends WorkNeeds {
  /** Where people reach us; https makes the cookie Secure and bound to the host. */
  readonly publicUrl: string;
}

const lifetime = 12 * hour;
const idleMinutes = 60;
// Whoever comes without a session is given one to keep for hours, and anybody may come. A whole town hall may share an address.
const newcomers = floodLimit({ points: 300, seconds: 60 });

/** Finds the session of each request, for `sessionOf`. A session past its time is no session. */
export function sessions(needs: SessionNeeds): RequestHandler {
  return async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    const id = readSessionCookie(needs, req.headers.cookie);
    const at = needs.clock.now();
    const session = id ? await store.findSession(needs.db, hashSecret(id)) : undefined;
    if (session && isAlive(session, at)) {
      res.locals['session'] = session;
      if (!comesByItself(req) && at.getTime() - session.seenAt.getTime() > minute) await store.setSeen(needs.db, session.idHash, at);
    }
    next();
  };
}

/** The session of this request, if there is one. */
export function sessionOf(res: Response): Session | null {
  return (res.locals['session'] as Session | undefined) ?? null; // put there by `sessions` and `startSession` alone
}

/** The session of this request, begun now if there was none: a form needs one. */
export async function ensureSession(needs: SessionNeeds, res: Response): Promise<Session> {
  return sessionOf(res) ?? (await atomically(needs, (work) => startSession(needs, work, { res, facts: {} })));
}

/** Begins a session under a new identifier and ends the one the browser had: done at each sign-in, against fixation. */
export async function startSession(
  needs: SessionNeeds,
  work: Work,
  { res, facts }: { readonly res: Response; readonly facts: SessionFacts },
): Promise<Session> {
  const former = sessionOf(res);
  if (former) await store.deleteSession(work.tx, former.idHash);
  else await newcomers.take(placeOf(res.req));
  const id = randomBytes(32).toString('base64url');
  const session: Session = {
    ...{ helperId: null, personId: null, organisationId: null, applicationId: null, firstFactorAt: null, secondFactorAt: null },
    ...{ returnTo: null, language: null, idleMinutes: null },
    ...facts,
    idHash: hashSecret(id),
    device: deviceOf(res.req.headers['user-agent']),
    createdAt: work.at,
    seenAt: work.at,
    expiresAt: new Date(work.at.getTime() + lifetime),
  };
  await store.insertSession(work.tx, session);
  setSessionCookie(needs, res, id);
  res.locals['session'] = session;
  return session;
}

/** The same session under a new identifier, until the same hour: whoever had copied the former one has nothing. Done when a second factor is given again. */
export async function renewSession(
  needs: SessionNeeds,
  work: Work,
  { res, facts }: { readonly res: Response; readonly facts: SessionFacts },
): Promise<void> {
  const session = sessionOf(res);
  if (!session) return;
  const id = randomBytes(32).toString('base64url');
  const renewed = { ...facts, idHash: hashSecret(id), rootHash: rootOf(session) };
  await store.updateSession(work.tx, session.idHash, renewed);
  setSessionCookie(needs, res, id);
  res.locals['session'] = { ...session, ...renewed };
}

/** What a session's forms and questions are bound to: those that wait in another page stay good when its identifier is renewed. */
export function rootOf({ idHash, rootHash }: Pick<Session, 'idHash' | 'rootHash'>): Buffer {
  return rootHash ?? idHash;
}

/** Changes what a session remembers, under the same identifier. */
export async function updateSession(work: Work, { res, facts }: { readonly res: Response; readonly facts: SessionFacts }): Promise<void> {
  const session = sessionOf(res);
  if (!session) return;
  await store.updateSession(work.tx, session.idHash, facts);
  res.locals['session'] = { ...session, ...facts };
}

/** Ends the session of this browser. */
export async function endSession(needs: SessionNeeds, work: Work, res: Response): Promise<void> {
  const session = sessionOf(res);
  if (session) await store.deleteSession(work.tx, session.idHash);
  clearSessionCookie(needs, res);
  res.locals['session'] = undefined;
}

function isAlive(session: Session, at: Date): boolean {
  return at < session.expiresAt && at.getTime() - session.seenAt.getTime() < (session.idleMinutes ?? idleMinutes) * minute;
}
