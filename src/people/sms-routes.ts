import { createHash, timingSafeEqual } from 'node:crypto';
import express, { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import { atomically, type WorkNeeds } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { rateLimit } from '../http/rate-limit.ts';
import type { Logger } from '../http/request-log.ts';
import { smsForm } from './forms.ts';
import { receiveSms } from './receive-sms.ts';
import type { SmsAnswerer } from './sms.ts';

export interface SmsNeeds extends WorkNeeds {
  readonly publicUrl: string;
  readonly log: Logger;
  /** What the gateway shows to be let in. */
  readonly smsInboundToken: string;
  /** Who may take an SMS, in this order. */
  readonly smsAnswerers: readonly SmsAnswerer[];
  /** Who may take one of a number that has sent too many. */
  readonly smsAlways: SmsAnswerer;
}

/** Where the gateway hands us the SMS it receives. Neither session nor form: before both. Thirty from one number in 15 minutes; a right stop code always. */
export function smsRoutes(needs: SmsNeeds): Router {
  const router = Router();
  const ofNumber = rateLimit(needs, { name: 'sms-received', points: 30, seconds: 15 * 60 });
  const path = '/api/v1/sms';

  router.post(path, requireGateway(needs), express.json({ limit: '16kb' }), async (req, res) => {
    const sms = smsForm.safeParse(req.body);
    if (!sms.success) throw new Refusal('input_malformed');
    const answerers = await ofNumber.take(sms.data.from).then(() => needs.smsAnswerers, onlyAlways);
    await atomically(needs, (work) => receiveSms(work, { sms: sms.data, answerers, publicUrl: needs.publicUrl }));
    res.status(202).json({ id: sms.data.id });
  });
  router.use(path, answerInJson(needs.log));

  /** Whatever the one does not take is refused as too much. */
  function onlyAlways(tooMany: Error): readonly SmsAnswerer[] {
    return [needs.smsAlways, () => Promise.reject(tooMany)];
  }

  return router;
}

function requireGateway({ smsInboundToken }: SmsNeeds): RequestHandler {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = digest(`Bearer ${smsInboundToken}`);
  return (req, res, next) => {
    if (timingSafeEqual(digest(req.get('authorization') ?? ''), expected)) next();
    else res.status(401).set('WWW-Authenticate', 'Bearer').json({ error: 'invalid_token' });
  };
}

/** For a machine: the code of the refusal, and nothing of what it sent. */
function answerInJson(log: Logger): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    if (res.headersSent) return next(error);
    if (error instanceof Refusal) {
      if (error.retryAfter !== undefined) res.set('Retry-After', String(error.retryAfter));
      return void res.status(error.status).json({ error: error.code });
    }
    const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
    if (status >= 500) log.error({ err: error }, 'an SMS could not be received');
    res.status(status).json({ error: status >= 500 ? 'server_error' : 'input_malformed' });
  };
}
