import type { ComponentChildren, JSX } from 'preact';
import type { FormValue, Form } from '../../src/http/parse-form.ts';
import { usePage } from '../page.tsx';
import { Sentences } from './sentences.tsx';

/** What every field of a form is told. */
export interface QuestionProps {
  form: Form;
  name: string;
  /** The field's own, on a page that asks the same several times. */
  id?: string;
  label: string;
  hint?: ComponentChildren;
  optional?: boolean;
}

/** What ties a control to its hint and its mistake, for those who do not see the page. */
export interface Ties {
  'aria-describedby'?: string;
  'aria-invalid'?: true;
}

/** The ties of one field, or of a group of them. */
export function tiesOf({ form, name, id = name, hint }: QuestionProps): Ties {
  const wrong = form.mistakes[name] !== undefined;
  const described = [hint !== undefined && `${id}-hint`, wrong && `${id}-mistake`].filter((id) => id !== false).join(' ');
  return { ...(described !== '' && { 'aria-describedby': described }), ...(wrong && { 'aria-invalid': true }) };
}

/** The value a one-line field shows: as sent, or as it stands. */
export function shownValue(sent: FormValue | undefined, standing: string | undefined): string {
  if (sent === undefined) return standing ?? '';
  return typeof sent === 'string' ? sent : sent.join(' ');
}

/** The label's words, and whether one may leave it empty. */
export function Asked({ label, optional = false }: { label: string; optional?: boolean | undefined }): JSX.Element {
  const { t } = usePage();
  return (
    <>
      {label}
      {optional && <span class="optional"> {t('frame.optional')}</span>}
    </>
  );
}

/** Hint and mistake, between the question and its control. */
export function Remarks({ form, name, id = name, hint }: QuestionProps): JSX.Element {
  const { t } = usePage();
  const mistake = form.mistakes[name];
  return (
    <>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {typeof hint === 'string' ? <Sentences text={hint} /> : hint}
        </p>
      )}
      {mistake !== undefined && (
        <p class="mistake" id={`${id}-mistake`}>
          <Sentences text={t(mistake)} />
        </p>
      )}
    </>
  );
}
