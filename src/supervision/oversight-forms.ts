import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { isId } from '../mandates/forms.ts';

/** Over how many days one looks back. */
const spans = [31, 92, 366] as const;

/** Over how many days. */
export const figureQuery = z.object({ days: z.coerce.number().pipe(z.literal(spans)).catch(31) });

/** What cannot be the id of an account is not looked up. */
export function accountIdOf({ params }: { readonly params: { readonly id: string } }): string {
  if (!isId(params.id)) throw new Refusal('account_unknown');
  return params.id;
}
