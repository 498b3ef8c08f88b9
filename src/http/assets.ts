import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import express, { type RequestHandler } from 'express';
import { projectFile } from '../root.ts';

const addresses = new Map<string, string>();

/** Where a file of `public/` is served, with its content's hash: it may be kept for ever. */
export function assetAddress(file: string): string {
  const known = addresses.get(file) ?? addressNow(file);
  addresses.set(file, known);
  return known;
}

/** Serves `public/` under `/public`; before sessions, since assets belong to nobody. */
export function publicFiles(): RequestHandler {
  const serve = express.static(projectFile('public'), { index: false, redirect: false, cacheControl: false });
  return (req, res, next) => {
    res.set('Cache-Control', req.query['v'] === undefined ? 'public, max-age=300' : 'public, max-age=31536000, immutable');
    serve(req, res, (error?: unknown) => {
      res.set('Cache-Control', 'no-store'); // not one of our files: an ordinary page answers
      next(error);
    });
  };
}

function addressNow(file: string): string {
  const hash = createHash('sha256')
    .update(readFileSync(projectFile('public', file)))
    .digest('hex')
    .slice(0, 12);
  return `/public/${file}?v=${hash}`;
}
