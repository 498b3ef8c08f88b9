import type { Request, Response } from 'express';
import { isSurelyFromHere } from './csrf.ts';
import { valuesOf } from './parse-form.ts';
import { uploadedFile } from './uploads.ts';

/**
 * What somebody wrote in a form that was not taken, for the page that says so to give it back: nothing else keeps it. Only what takes long to
 * write again, texts of several words; no code, no file, which they have, and nothing that a page elsewhere made the browser send, which would be its words and not theirs.
 */
export function typedWords(req: Request, res: Response, needs: { readonly publicUrl: string }): readonly string[] {
  if (req.method !== 'POST' || !isSurelyFromHere(needs, req.headers)) return [];
  return Object.entries(valuesOf(req.body))
    .flatMap(([field, value]) => (uploadedFile(res, field) ? [] : value))
    .filter((text) => /\S\s+\S/.test(text));
}
