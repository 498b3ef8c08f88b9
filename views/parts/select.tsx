import type { JSX } from 'preact';
import { Asked, Remarks, shownValue, tiesOf, type QuestionProps } from './question.tsx';

interface SelectProps extends QuestionProps {
  choices: readonly { value: string; label: string }[];
  /** What is chosen until something is sent. */
  value?: string;
  /** The words on choosing nothing. */
  none: string;
}

/** One answer among many. */
export function Select(props: SelectProps): JSX.Element {
  const { form, name, label, optional = false, choices, value, none } = props;
  const shown = shownValue(form.values[name], value);
  return (
    <div class={form.mistakes[name] === undefined ? 'question' : 'question wrong'}>
      <label for={name}>
        <Asked label={label} optional={optional} />
      </label>
      <Remarks {...props} />
      <select id={name} name={name} {...tiesOf(props)} required={!optional}>
        <option value="" selected={shown === ''}>
          {none}
        </option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} selected={shown === choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}
