import type { JSX } from 'preact';
import { type TextKey, usePage } from '../page.tsx';
import { Instant } from '../parts/facts.tsx';

/** What a story goes through, and when it did; null: not yet. */
export interface Milestone {
  readonly name: TextKey;
  readonly at: Date | null;
}

/** A story at a glance: what it went through from left to right, when, and how long after what came before. */
export function Glance({ milestones }: { milestones: readonly Milestone[] }): JSX.Element {
  const { t, language } = usePage();
  return (
    <div role="group" aria-label={t('story.glance')}>
      <ol class="steps">
        {milestones.map(({ name, at }, place) => {
          const before = milestones.slice(0, place).findLast((one) => one.at !== null)?.at;
          return (
            <li key={name} class={at ? 'done' : undefined}>
              <strong>{t(name)}</strong>
              <div>{at ? <Instant at={at} /> : t('story.not')}</div>
              {at && before && at > before && (
                <div class="hint">{t('story.later', { time: spanOf(at.getTime() - before.getTime(), language) })}</div>
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** How long, in the largest unit that says something: « 108 jours ». */
function spanOf(milliseconds: number, language: string): string {
  const [unit, length] = units.find(([, one]) => milliseconds >= one) ?? ['second', 1_000];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.round(milliseconds / length));
}
