import type { ComponentChildren, JSX } from 'preact';
import { Question } from './field.tsx';
import { CsrfField } from './form.tsx';
import { tiesOf, type QuestionProps } from './question.tsx';

/** A form that sends a file along. */
export function UploadForm({ action, children }: { action: string; children: ComponentChildren }): JSX.Element {
  return (
    <form method="post" action={action} encType="multipart/form-data" noValidate>
      <CsrfField />
      {children}
    </form>
  );
}

/** A file to choose. Browsers do not give it back after a mistake: it is chosen again. */
export function FileField(props: QuestionProps & { accept: string }): JSX.Element {
  const { name, accept } = props;
  return (
    <Question {...props}>
      <input type="file" id={name} name={name} accept={accept} {...tiesOf(props)} required={props.optional !== true} />
    </Question>
  );
}
