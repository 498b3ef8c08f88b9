import { raw, type RequestHandler } from 'express';
import { Refusal } from '../errors.ts';
import { sessionOf } from './sessions.ts';

/** Reads forms that carry a file of text (multipart/form-data, 2 MB at most) into the body, a string each; for whoever has a session. After `sessions`, before `csrf`. */
export function uploads(): RequestHandler[] {
  const read: RequestHandler = raw({ type: 'multipart/form-data', limit: '2mb' });
  return [
    (req, res, next) => {
      if (sessionOf(res)) read(req, res, next);
      else next();
    },
    async (req, _res, next) => {
      const body: unknown = req.body;
      if (Buffer.isBuffer(body)) req.body = await fieldsOf(body, req.get('content-type') ?? '');
      next();
    },
  ];
}

async function fieldsOf(body: Buffer, type: string): Promise<Record<string, string>> {
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    const fields = [...form].map(async ([name, value]) => [name, typeof value === 'string' ? value : await value.text()] as const);
    return Object.fromEntries(await Promise.all(fields));
  } catch (cause) {
    throw new Refusal('input_malformed', { cause });
  }
}
