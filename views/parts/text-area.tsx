import type { JSX } from 'preact';
import { Question } from './field.tsx';
import { shownValue, tiesOf, type QuestionProps } from './question.tsx';

interface TextAreaProps extends QuestionProps {
  rows?: number;
  maxLength?: number;
  dir?: 'ltr';
  /** What stands there until something is sent. */
  value?: string;
}

/** A question answered on several lines. */
export function TextArea(props: TextAreaProps): JSX.Element {
  const { form, name, rows = 5, maxLength, dir, value } = props;
  const extra = { ...(maxLength !== undefined && { maxLength }), ...(dir && { dir }) };
  return (
    <Question {...props}>
      <textarea id={name} name={name} rows={rows} {...extra} {...tiesOf(props)} required={props.optional !== true}>
        {shownValue(form.values[name], value)}
      </textarea>
    </Question>
  );
}
