import { hasText } from '../../src/http/texts.ts';
import type { Translate } from '../page.tsx';

/** Why somebody looked: in the words they wrote or, where the house says it for them, in the reader’s language. */
export function reasonWords(t: Translate, reason: string): string {
  const key = `person.look.reason.${reason}`;
  return hasText(key) ? t(key) : reason;
}
