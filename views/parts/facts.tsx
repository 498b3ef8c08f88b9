import type { ComponentChildren, JSX } from 'preact';
import { formatBirthdate, formatDay, formatInstant } from '../../src/http/dates.ts';
import { usePage } from '../page.tsx';

/** One line of a summary; its change, when there is one, says what it changes. */
export interface Fact {
  name: string;
  value: ComponentChildren;
  change?: { href: string; label: string };
}

/** What is known about one thing, name and value. */
export function SummaryList({ facts }: { facts: readonly Fact[] }): JSX.Element {
  return (
    <dl class="facts">
      {facts.map(({ name, value, change }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
          {change && (
            <dd class="change">
              <a href={change.href}>{change.label}</a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

/** An instant, for readers and machines: « 22 novembre 2026 à 15 h 05 ». */
export function Instant({ at }: { at: Date }): JSX.Element {
  const { language } = usePage();
  return <time dateTime={at.toISOString()}>{formatInstant(at, language)}</time>;
}

/** The day of an instant, in Paris. */
export function Day({ of }: { of: Date }): JSX.Element {
  const { language } = usePage();
  return <time dateTime={of.toISOString()}>{formatDay(of, language)}</time>;
}

/** A day of the calendar, as a form gives it: `2026-10-14`. */
export function CalendarDay({ of }: { of: string }): JSX.Element {
  return <Day of={new Date(`${of}T12:00:00Z`)} />;
}

/** When somebody was born, as far as it is known. */
export function Birthdate({ of }: { of: { readonly birthdate: string } }): JSX.Element {
  const { language } = usePage();
  return <>{formatBirthdate(of.birthdate, language)}</>;
}
