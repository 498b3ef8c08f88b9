import type { JSX } from 'preact';
import { type Language, languages, translator } from '../../src/http/texts.ts';
import type { TermsText } from '../../src/mandates/attestation.ts';
import { Pictogram } from '../parts/pictogram.tsx';
import { Sentences } from '../parts/sentences.tsx';
import { pictureOfTerms } from './terms-pictures.ts';

/** The stored text, to the letter, in one of its languages, read aloud where the device has a voice for it; headings begin at h3. */
export function TermsInOneLanguage({ text }: { text: TermsText }): JSX.Element {
  return (
    <article class="terms" lang={languages[text.language].tag} dir={text.direction}>
      <h2>{text.title}</h2>
      <ReadAloud language={text.language} />
      {text.parts.map(({ heading, lines, list }) => (
        <section key={heading}>
          <h3>
            <Picture of={text.language} words={heading} />
            {heading}
          </h3>
          {list ? (
            <ul>
              {lines.map((line) => (
                <li key={line}>
                  <Picture of={text.language} words={line} />
                  <Sentences text={line} of={text.language} />
                </li>
              ))}
            </ul>
          ) : (
            lines.map((line) => (
              <p key={line}>
                <Sentences text={line} of={text.language} />
              </p>
            ))
          )}
        </section>
      ))}
    </article>
  );
}

function Picture({ of, words }: { of: Language; words: string }): JSX.Element | null {
  const name = of === 'fr-FALC' ? pictureOfTerms(words) : undefined;
  return name ? <Pictogram name={name} of={of} /> : null;
}

/** Says itself in the language it reads. Only there when scripts are, and a voice. */
function ReadAloud({ language }: { language: Language }): JSX.Element {
  const t = translator(language);
  const [read, stop] = [t('person.agreement.listen'), t('person.agreement.listen.stop')];
  return (
    <button type="button" class="button secondary" data-read-aloud data-read={read} data-stop={stop} hidden>
      {read}
    </button>
  );
}
