import express, { type ErrorRequestHandler, type Response, Router } from 'express';
import { atomically } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { asRefusal } from '../http/error-reply.ts';
import { placeOf } from '../http/place.ts';
import { rateLimit } from '../http/rate-limit.ts';
import { translator } from '../http/texts.ts';
import { clientKeys } from './client-keys.ts';
import type { RoomNeeds } from './needs.ts';
import { claimedClient, readReceipt } from './receipt-jwt.ts';
import { receiveReceipt } from './receive-receipt.ts';
import { recordingReceipts } from './refused-receipt.ts';

/** What services state was done: `POST /api/v1/receipts`, a signed JWT. Answers in JSON, refusals too. */
export function receiptRoutes(needs: RoomNeeds): Router {
  const router = Router();
  const keys = clientKeys(needs);
  const recorded = recordingReceipts(needs);
  const perAddress = rateLimit(needs, { name: 'receipts-from', points: 300, seconds: 60 });
  const perClient = rateLimit(needs, { name: 'receipts-of', points: 600, seconds: 60 });

  router.post('/api/v1/receipts', express.text({ type: 'application/jwt', limit: '16kb' }), async (req, res) => {
    const jwt = bodyOf(req.body);
    await perAddress.take(placeOf(req));
    const client = await recorded({}, () => claimedClient(needs, jwt));
    const receipt = await recorded({ clientId: client.id }, () => readReceipt(needs, { jwt, client, keys }));
    await perClient.take(client.id);
    const about = { clientId: client.id, txn: receipt.claims.txn };
    const { id } = await recorded(about, () => atomically(needs, (work) => receiveReceipt(needs, work, receipt)));
    res.status(201).json({ id });
  });

  router.use('/api/v1/receipts', refusalInJson);
  return router;
}

const refusalInJson: ErrorRequestHandler = (error: unknown, _req, res, next) => {
  const refusal = asRefusal(error);
  if (!refusal) {
    next(error);
    return;
  }
  answer(res, refusal);
};

/** Why, as a code to branch on and a sentence to read: those who write services read English. */
function answer(res: Response, { code, status, retryAfter }: Refusal): void {
  if (retryAfter !== undefined) res.set('Retry-After', String(retryAfter));
  res.status(status).json({ error: code, error_description: translator('en')(`refusal.${code}.text`) });
}

/** Anything but a JWT sent as one was not read at all. */
function bodyOf(body: unknown): string {
  if (typeof body !== 'string' || !/^[\w-]+\.[\w-]+\.[\w-]*$/.test(body.trim())) throw new Refusal('receipt_malformed');
  return body.trim();
}
