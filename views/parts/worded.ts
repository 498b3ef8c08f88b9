import { hasText } from '../../src/http/texts.ts';
import type { Translate } from '../page.tsx';

/** A code that the record keeps, in words; as it is when it is of a time whose words are gone. */
export function worded(t: Translate, words: 'story.message' | 'story.channel', code: string): string {
  const key = `${words}.${code}`;
  return hasText(key) ? t(key) : code;
}
