import { hasText, type Translate } from '../../src/http/texts.ts';
import type { Case } from '../../src/cases/case.ts';

/** What a rule noticed, in words: plain ones to the person, with its numbers to those who look into it. Null when no rule did. */
export function noticedWords(t: Translate, { cause, noticed }: Pick<Case, 'cause' | 'noticed'>, to: 'person' | 'staff'): string | null {
  if (noticed === null) return null;
  const key = to === 'person' ? `person.case.noticed.${cause ?? ''}` : `supervision.rule.${cause ?? ''}.noticed`;
  return hasText(key) ? t(key, { ...noticed }) : null;
}
