import type { JSX } from 'preact';
import type { Pictogram as Picture } from '../../src/paper/pictograms.ts';
import { usePage, type TextKey } from '../page.tsx';
import { Pictogram } from '../parts/pictogram.tsx';
import { Sentences } from '../parts/sentences.tsx';

/** A title and the paragraphs under it. */
export interface Chapter {
  title: TextKey;
  /** What stands beside the title in easy French. */
  picture?: Picture;
  texts: readonly TextKey[];
}

/** A page of plain reading. */
export function Chapters({ chapters }: { chapters: readonly Chapter[] }): JSX.Element {
  const { t } = usePage();
  return (
    <>
      {chapters.map(({ title, picture, texts }) => (
        <section key={title} class="reading">
          <h2>
            {picture && <Pictogram name={picture} />}
            {t(title)}
          </h2>
          {texts.map((text) => (
            <p key={text}>
              <Sentences text={t(text)} />
            </p>
          ))}
        </section>
      ))}
    </>
  );
}
