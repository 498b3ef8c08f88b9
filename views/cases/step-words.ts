import type { CaseStep } from '../../src/cases/case.ts';
import type { Translate } from '../../src/http/texts.ts';

/** What was done about a case, to the person or to the staff: who opened it (the person, a supervisor, the service by itself) is told apart. */
export function stepWords(t: Translate, { act, actor }: Pick<CaseStep, 'act' | 'actor'>, to: 'person' | 'staff'): string {
  const done = act !== 'open' || actor === 'person' ? act : actor === 'service' ? 'notice' : 'inquire';
  return t(`${to === 'person' ? 'person.case' : 'cases'}.step.${done}`);
}
