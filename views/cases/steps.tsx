import type { JSX } from 'preact';
import type { Case, CaseStep } from '../../src/cases/case.ts';
import { noticedWords } from './noticed-words.ts';
import { stepWords } from './step-words.ts';
import { usePage } from '../page.tsx';
import { Instant } from '../parts/facts.tsx';

interface CaseStepsProps {
  one: Pick<Case, 'cause' | 'noticed'>;
  steps: readonly CaseStep[];
  to: 'person' | 'staff';
}

/** What was done about a case, in order, in the words it was said; to the person or to the staff. What a rule noticed is said in the reader's language. */
export function CaseSteps({ one, steps, to }: CaseStepsProps): JSX.Element {
  const { t } = usePage();
  return (
    <ol>
      {steps.map(({ act, actor, outcome, words, at }, place) => (
        <li key={place}>
          <strong>{stepWords(t, { act, actor }, to)}</strong>
          {outcome !== null && concludes.has(act) && <> – {t(`${to === 'person' ? 'person.case' : 'cases'}.outcome.${outcome}`)}</>}
          <br />
          <Instant at={at} />
          <Words words={act === 'open' ? (words ?? noticedWords(t, one, to)) : words} />
        </li>
      ))}
    </ol>
  );
}

function Words({ words }: Pick<CaseStep, 'words'>): JSX.Element | null {
  if (words === null) return null;
  return (
    <blockquote>
      {words.split('\n').map((line, number) => (
        <p key={number} dir="auto">
          {line}
        </p>
      ))}
    </blockquote>
  );
}

/** The steps that say what was concluded. */
const concludes: ReadonlySet<CaseStep['act']> = new Set(['close', 'propose', 'confirm']);
