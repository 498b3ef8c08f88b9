import type { JSX } from 'preact';
import { formatClock, formatWeekday } from '../../src/http/dates.ts';
import { languages } from '../../src/http/languages.ts';
import type { Form } from '../../src/http/parse-form.ts';
import { dayFields, type Opening, type OpeningHours, readNotation, spansOf } from '../../src/organisations/hours.ts';
import { type Language, usePage } from '../page.tsx';
import { Question } from './field.tsx';
import { shownValue, tiesOf } from './question.tsx';

/** When an organisation helps, in the reader's words; what was written freely is shown as it was. */
export function Hours({ of }: { of: string }): JSX.Element {
  const { language } = usePage();
  const week = readNotation(of);
  if (!week) return <bdi>{of}</bdi>;
  const colon = languages[language].tag === 'fr' ? '\u00a0: ' : ': ';
  return (
    <>
      {spansOf(week).map(({ from, to, openings }) => (
        <span key={from} class="line">
          {[...new Set([from, to])].map((day) => formatWeekday(day, language)).join(' – ') + colon + unbroken(openings, language)}
        </span>
      ))}
    </>
  );
}

/** A week to fill in, a line a day. What was once written freely stands above until it is. */
export function WeekFields({ form, legend, hours }: { form: Form; legend: string; hours: string | null }): JSX.Element {
  const { t, language } = usePage();
  const week = readNotation(hours ?? '');
  return (
    <fieldset class="question week" aria-describedby="hours-hint">
      <legend>{legend}</legend>
      <p class="hint" id="hours-hint">
        {t('hours.hint')}
      </p>
      {hours !== null && !week && <p>{t('hours.former', { hours })}</p>}
      {dayFields.map((name, index) => (
        <Day key={name} form={form} name={name} label={formatWeekday(index + 1, language)} value={standing(week, index, language)} />
      ))}
    </fieldset>
  );
}

function Day({ value, ...asked }: { form: Form; name: string; label: string; value: string }): JSX.Element {
  return (
    <Question {...asked}>
      <input
        id={asked.name}
        name={asked.name}
        {...tiesOf(asked)}
        value={shownValue(asked.form.values[asked.name], value)}
        maxLength={100}
      />
    </Question>
  );
}

function standing(week: OpeningHours | null, index: number, language: Language): string {
  return timesOf(week?.[index] ?? [], language);
}

function timesOf(openings: readonly Opening[], language: Language, dash = '–'): string {
  return openings.map(({ opens, closes }) => formatClock(opens, language) + dash + formatClock(closes, language)).join(', ');
}

/** A line breaks between two openings, never within one. */
function unbroken(openings: readonly Opening[], language: Language): string {
  return timesOf(openings, language, ' – ').replaceAll(/(?<!,) /g, '\u00a0');
}
