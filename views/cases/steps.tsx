import type { JSX } from 'preact';
import type { CaseStep } from '../../src/cases/case.ts';
import { usePage } from '../page.tsx';
import { Instant } from '../parts/facts.tsx';

/** What was done about a case, in order, in the words it was said; to the person or to the staff. */
export function CaseSteps({ steps, to }: { steps: readonly CaseStep[]; to: 'person' | 'staff' }): JSX.Element {
  const { t } = usePage();
  return (
    <ol>
      {steps.map(({ act, actor, outcome, words, at }, place) => (
        <li key={place}>
          <strong>
            {t(`${to === 'person' ? 'person.case' : 'cases'}.step.${act === 'open' && actor !== 'person' ? 'inquire' : act}`)}
          </strong>
          {outcome !== null && concludes.has(act) && <> : {t(`${to === 'person' ? 'person.case' : 'cases'}.outcome.${outcome}`)}</>}
          <br />
          <Instant at={at} />
          {words !== null && (
            <blockquote>
              {words.split('\n').map((line, number) => (
                <p key={number} dir="auto">
                  {line}
                </p>
              ))}
            </blockquote>
          )}
        </li>
      ))}
    </ol>
  );
}

/** The steps that say what was concluded. */
const concludes: ReadonlySet<CaseStep['act']> = new Set(['close', 'propose', 'confirm']);
