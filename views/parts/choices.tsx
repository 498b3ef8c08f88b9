import type { ComponentChildren, JSX } from 'preact';
import { allLanguages, type Language, languages } from '../../src/http/languages.ts';
import type { Form } from '../../src/http/parse-form.ts';
import { Asked, Remarks, tiesOf, type QuestionProps } from './question.tsx';

/** One way to answer, in plain words. */
export interface Choice {
  value: string;
  label: ComponentChildren;
  /** What it means. */
  hint?: ComponentChildren;
  /** What it looks like in life: « CAF, EduConnect ». */
  example?: ComponentChildren;
  disabled?: boolean;
}

interface ChoicesProps extends QuestionProps {
  choices: readonly Choice[];
  /** What is chosen until something is sent. */
  chosen?: string | readonly string[];
}

/** One answer among a few. The first bears the field's id, so that the error summary leads to it. */
export function Radios(props: ChoicesProps): JSX.Element {
  return <Choices {...props} type="radio" />;
}

/** Any number of answers among a few; sent as a list under one name. */
export function Checkboxes(props: ChoicesProps): JSX.Element {
  return <Choices {...props} type="checkbox" />;
}

interface CheckboxProps {
  form: Form;
  name: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
  /** How it stands until something is sent. */
  checked?: boolean;
}

/** A single box to tick, such as a declaration. Sent as `on`. */
export function Checkbox({ form, name, label, hint, checked = false }: CheckboxProps): JSX.Element {
  const about = { form, name, label: '', hint };
  const ticked = wasSent(form) ? form.values[name] === 'on' : checked;
  return (
    <div class={form.mistakes[name] === undefined ? 'question' : 'question wrong'}>
      <Remarks {...about} />
      <div class="choice">
        <input type="checkbox" id={name} name={name} value="on" checked={ticked} {...tiesOf(about)} />
        <label for={name}>{label}</label>
      </div>
    </div>
  );
}

function Choices({ type, choices, chosen = [], ...props }: ChoicesProps & { type: 'radio' | 'checkbox' }): JSX.Element {
  const { form, name, label, optional } = props;
  const ties = tiesOf(props);
  const picked = form.values[name] ?? (wasSent(form) ? [] : chosen);
  return (
    <fieldset
      class={form.mistakes[name] === undefined ? 'question' : 'question wrong'}
      {...(type === 'radio' ? { role: 'radiogroup', ...ties } : { 'aria-describedby': ties['aria-describedby'] })}
    >
      <legend>
        <Asked label={label} optional={optional} />
      </legend>
      <Remarks {...props} />
      {choices.map((choice, index) => (
        <Option
          key={choice.value}
          {...{ type, name, choice }}
          id={index === 0 ? name : `${name}-${choice.value}`}
          checked={isPicked(choice.value, picked)}
        />
      ))}
    </fieldset>
  );
}

// What was unticked is not sent: the standing choice must not come back after a mistake elsewhere.
function wasSent({ values, mistakes }: Form): boolean {
  return Object.keys(values).length > 0 || Object.keys(mistakes).length > 0;
}

function isPicked(value: string, picked: string | readonly string[]): boolean {
  return typeof picked === 'string' ? picked === value : picked.includes(value);
}

function Option({
  type,
  name,
  choice,
  id,
  checked,
}: {
  type: 'radio' | 'checkbox';
  name: string;
  choice: Choice;
  id: string;
  checked: boolean;
}): JSX.Element {
  const { value, label, hint, example, disabled = false } = choice;
  const explained = hint !== undefined || example !== undefined;
  return (
    <div class="choice">
      <input {...{ type, name, value, id, checked, disabled }} {...(explained && { 'aria-describedby': `${id}-about` })} />
      <label for={id}>{label}</label>
      {explained && (
        <p class="hint" id={`${id}-about`}>
          {hint} {example !== undefined && <span class="example">{example}</span>}
        </p>
      )}
    </div>
  );
}

/** Every language, each in its own name and direction. */
export function languageChoices(): { value: Language; label: JSX.Element }[] {
  return allLanguages.map((language) => ({
    value: language,
    label: (
      <span lang={languages[language].tag} dir={languages[language].direction}>
        {languages[language].name}
      </span>
    ),
  }));
}
