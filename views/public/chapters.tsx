import type { JSX } from 'preact';
import { usePage, type TextKey } from '../page.tsx';

/** A title and the paragraphs under it. */
export interface Chapter {
  title: TextKey;
  texts: readonly TextKey[];
}

/** A page of plain reading. */
export function Chapters({ chapters }: { chapters: readonly Chapter[] }): JSX.Element {
  const { t } = usePage();
  return (
    <>
      {chapters.map(({ title, texts }) => (
        <section key={title} class="reading">
          <h2>{t(title)}</h2>
          {texts.map((text) => (
            <p key={text}>{t(text)}</p>
          ))}
        </section>
      ))}
    </>
  );
}
