import type { ComponentChildren, JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import { usePage } from '../page.tsx';
import { Sentences } from './sentences.tsx';

/** A form that changes something: posts, carries the CSRF token, and leaves the checking and its words to us. */
export function PostForm({ action, children, id }: { action: string; children: ComponentChildren; id?: string }): JSX.Element {
  return (
    <form method="post" action={action} noValidate {...(id !== undefined && { id })}>
      <CsrfField />
      {children}
    </form>
  );
}

/** The hidden proof that a form is ours; in each form that posts. */
export function CsrfField(): JSX.Element {
  const { csrfToken } = usePage();
  return <input type="hidden" name="_csrf" value={csrfToken ?? ''} />;
}

/** What is wrong with a form, at the top, each line leading to its field. Layout shows it when given the form. */
export function ErrorSummary({ form }: { form: Form }): JSX.Element | null {
  const { t } = usePage();
  const mistakes = Object.entries(form.mistakes).flatMap(([field, key]) => (key === undefined ? [] : [{ field, text: t(key) }]));
  if (mistakes.length === 0) return null;
  return (
    <div class="notice danger" role="alert" tabIndex={-1} data-focus aria-labelledby="mistakes">
      <h2 id="mistakes">
        <Sentences text={t('frame.mistakes', { count: mistakes.length })} />
      </h2>
      <ul>
        {mistakes.map(({ field, text }) => (
          <li key={field}>
            {field === '' ? (
              <Sentences text={text} />
            ) : (
              <a href={`#${field}`}>
                <Sentences text={text} />
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
