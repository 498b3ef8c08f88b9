import type { JSX } from 'preact';
import { usePage } from '../page.tsx';
import { Sentences } from './sentences.tsx';

/** What somebody had written in a form that was not taken: to read and to copy, and sent nowhere. */
export function TypedWords({ texts }: { texts: readonly string[] }): JSX.Element | null {
  const { t } = usePage();
  if (texts.length === 0) return null;
  return (
    <section>
      <h2>{t('frame.typed.title')}</h2>
      <p id="typed-hint">
        <Sentences text={t('frame.typed.text')} />
      </p>
      {texts.map((text, index) => (
        <div class="question" key={index}>
          <label for={`typed-${String(index)}`}>{t('frame.typed.field', { number: index + 1 })}</label>
          <textarea id={`typed-${String(index)}`} rows={5} dir="auto" readOnly aria-describedby="typed-hint">
            {text}
          </textarea>
        </div>
      ))}
    </section>
  );
}
