import type { JSX } from 'preact';
import type { CaseStep } from '../../src/cases/case.ts';
import { usePage } from '../page.tsx';
import { Instant } from '../parts/facts.tsx';

/** What was done about a case, in order, in the words it was said; to the person or to the staff. */
export function CaseSteps({ steps, to }: { steps: readonly CaseStep[]; to: 'person' | 'staff' }): JSX.Element {
  const { t } = usePage();
  return (
    <ol>
      {steps.map(({ act, words, at }) => (
        <li key={at.getTime()}>
          <strong>{t(to === 'person' ? `person.case.step.${act}` : `cases.step.${act}`)}</strong>
          <br />
          <Instant at={at} />
          {words !== null && (
            <blockquote>
              {words.split('\n').map((line, place) => (
                <p key={place} dir="auto">
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
