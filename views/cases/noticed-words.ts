import { hasText, type Translate } from '../../src/http/texts.ts';
import type { Case } from '../../src/cases/case.ts';

/** What a rule noticed, in words: plain ones to the person, with its numbers to those who look into it. Null when no rule did. */
export function noticedWords(t: Translate, { cause, noticed }: Pick<Case, 'cause' | 'noticed'>, to: 'person' | 'staff'): string | null {
  if (noticed === null) return null;
  if (to === 'staff') return numbersOf(t, { rule: cause ?? '', noticed });
  const key = `person.case.noticed.${cause ?? ''}`;
  return hasText(key) ? t(key) : null;
}

/** The numbers that a rule was struck by, in words; null for a rule there is no more. */
export function numbersOf(t: Translate, { rule, noticed }: { readonly rule: string; readonly noticed: object }): string | null {
  const key = `supervision.rule.${rule}.noticed`;
  return hasText(key) ? t(key, { ...uncounted, ...noticed }) : null;
}

/** What alerts of before do not say, since nobody counted it. */
const uncounted = { confirmed: 0 };
