import type { RequestHandler } from 'express';
import { Refusal } from '../errors.ts';

/** Refuses a request whose address or form holds a null character: PostgreSQL keeps none in a text, and no honest browser sends one. */
export const plainText: RequestHandler = (req, _res, next) => {
  if (holdsNull(req.query) || holdsNull(req.body)) throw new Refusal('input_malformed');
  next();
};

function holdsNull(sent: unknown): boolean {
  if (typeof sent === 'string') return sent.includes('\0');
  if (typeof sent !== 'object' || sent === null || Buffer.isBuffer(sent)) return false; // uploads are read later
  return Object.entries(sent).some(([name, value]) => name.includes('\0') || holdsNull(value));
}
