import type { InputHTMLAttributes, JSX } from 'preact';
import { Asked, Remarks, shownValue, tiesOf, type QuestionProps } from './question.tsx';

const kinds = {
  text: { type: 'text' },
  number: { type: 'text', inputmode: 'numeric', pattern: '[0-9]*' }, // type=number loses digits to the mouse wheel
  email: { type: 'email', autocomplete: 'email', spellcheck: false, dir: 'ltr' },
  phone: { type: 'tel', autocomplete: 'tel', dir: 'ltr' },
  date: { type: 'date' },
  code: { type: 'text', inputmode: 'numeric', autocomplete: 'one-time-code', spellcheck: false, dir: 'ltr' },
  stopCode: { type: 'text', autocomplete: 'off', autocapitalize: 'characters', spellcheck: false, dir: 'ltr' },
  proof: { type: 'text', autocomplete: 'one-time-code', spellcheck: false, dir: 'ltr' }, // a recovery code has letters
} as const satisfies Record<string, InputHTMLAttributes>;

export interface FieldProps extends QuestionProps {
  kind?: keyof typeof kinds;
  /** The standing value, shown until something is sent. */
  value?: string;
  /** What browsers may fill in (`given-name`, `organization`…). */
  autocomplete?: string;
  /** How many characters one expects; sets the width, refuses nothing. */
  size?: number;
}

/** A question answered on one line. */
export function Field(props: FieldProps): JSX.Element {
  const { form, name, id = name, kind = 'text', value, autocomplete, size } = props;
  const extra = { ...(autocomplete !== undefined && { autocomplete }), ...(size !== undefined && { size, class: 'sized' }) };
  return (
    <Question {...props}>
      <input
        id={id}
        name={name}
        {...kinds[kind]}
        {...extra}
        {...tiesOf(props)}
        required={props.optional !== true}
        value={shownValue(form.values[name], value)}
      />
    </Question>
  );
}

/** A label, its remarks, and the control they are about. */
export function Question(props: QuestionProps & { children: JSX.Element }): JSX.Element {
  return (
    <div class={props.form.mistakes[props.name] === undefined ? 'question' : 'question wrong'}>
      <label for={props.id ?? props.name}>
        <Asked label={props.label} optional={props.optional} />
      </label>
      <Remarks {...props} />
      {props.children}
    </div>
  );
}
