import { z } from 'zod';
import { day } from '../clock.ts';
import { Refusal } from '../errors.ts';
import { wordsForm } from '../cases/forms.ts';
import { beginningOf } from '../http/paris.ts';
import { isId } from '../mandates/forms.ts';
import { largestSample } from './sample.ts';

const date = z.iso.date({ error: 'supervision.sample.mistake.date', abort: true });

/** From whose uses one draws, of which days in Paris, and how many. */
export const drawForm = z
  .object({
    siret: z
      .string()
      .transform((text) => text.replace(/\s/g, ''))
      .pipe(z.string().regex(/^\d{14}$/, 'supervision.sample.mistake.siret')),
    email: z
      .string()
      .trim()
      .optional()
      .transform((text) => (text === '' ? undefined : text)),
    from: date,
    to: date,
    size: z.coerce.number().int().min(1, 'supervision.sample.mistake.size').max(largestSample, 'supervision.sample.mistake.size'),
  })
  .refine(({ from, to }) => to >= from && Date.parse(to) - Date.parse(from) <= 366 * day, {
    path: ['to'],
    error: 'supervision.sample.mistake.period',
  })
  .transform(({ from, to, ...rest }) => ({ ...rest, startsAt: beginningOf(from), endsAt: beginningOf(to, 1) }));

/** What one thinks of it, and why. */
export const reviewForm = z
  .object({
    verdict: z.enum(['good', 'doubtful', 'bad'], 'supervision.sample.mistake.verdict'),
    words: wordsForm.shape.words,
  })
  .transform(({ verdict, words }) => ({ verdict, note: words }));

/** Where in the list one is. */
export const samplePageQuery = z.object({ page: z.coerce.number().int().min(1).max(500).catch(1) });

/** What cannot be the id of a sample is not looked up. */
export function sampleIdOf({ params }: { readonly params: { readonly id: string } }): string {
  if (!isId(params.id)) throw new Refusal('sample_unknown');
  return params.id;
}

/** The sample and the number that an address names. */
export function lineOf({ params }: { readonly params: { readonly id: string; readonly n: string } }): { sampleId: string; n: number } {
  if (!/^[1-9]\d{0,2}$/.test(params.n)) throw new Refusal('sample_unknown');
  return { sampleId: sampleIdOf({ params }), n: Number(params.n) };
}
