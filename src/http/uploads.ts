import { raw, type RequestHandler, type Response as Answer } from 'express';
import { Refusal } from '../errors.ts';
import { decodeText } from './decode-text.ts';
import { sessionOf } from './sessions.ts';

/** Reads forms that carry a file of text (multipart/form-data, 2 MB at most) into the body, a string each, its bytes for `uploadedFile`; for whoever has a session. After `sessions`, before `csrf`. */
export function uploads(): RequestHandler[] {
  const read: RequestHandler = raw({ type: 'multipart/form-data', limit: '2mb' });
  return [
    (req, res, next) => {
      if (sessionOf(res)) read(req, res, next);
      else next();
    },
    async (req, res, next) => {
      const body: unknown = req.body;
      if (Buffer.isBuffer(body)) {
        const { fields, files } = await partsOf(body, req.get('content-type') ?? '');
        req.body = fields;
        res.locals['files'] = files;
      }
      next();
    },
  ];
}

/** The bytes of the file that a form brought under this name; null when there is none, or an empty one. */
export function uploadedFile(res: Answer, name: string): Buffer | null {
  const file = (res.locals['files'] as ReadonlyMap<string, Buffer> | undefined)?.get(name); // put there by `uploads` alone
  return file && file.length > 0 ? file : null;
}

async function partsOf(body: Buffer, type: string): Promise<{ fields: Record<string, string>; files: ReadonlyMap<string, Buffer> }> {
  const [fields, files] = [new Map<string, string>(), new Map<string, Buffer>()];
  try {
    for (const [name, value] of await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()) {
      const sent = typeof value === 'string' ? value : Buffer.from(await value.arrayBuffer());
      if (typeof sent !== 'string') files.set(name, sent);
      // without null characters, as `plainText` asks of every other form
      fields.set(name, (typeof sent === 'string' ? sent : decodeText(sent)).replaceAll('\0', ''));
    }
  } catch (cause) {
    throw new Refusal('input_malformed', { cause });
  }
  return { fields: Object.fromEntries(fields), files };
}
