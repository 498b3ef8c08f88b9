import { hasText } from '../../src/http/texts.ts';
import type { Translate } from '../page.tsx';

/** What a rule is called. */
export function ruleTitle(t: Translate, rule: string): string {
  const key = `supervision.rule.${rule}.title`;
  return hasText(key) ? t(key) : rule;
}
