import type { JSX } from 'preact';
import { languages } from '../../src/http/texts.ts';
import type { TermsText } from '../../src/mandates/attestation.ts';

/** The stored text, to the letter, in one of its languages; headings begin at h3. */
export function TermsInOneLanguage({ text }: { text: TermsText }): JSX.Element {
  return (
    <article class="terms" lang={languages[text.language].tag} dir={text.direction}>
      <h2>{text.title}</h2>
      {text.parts.map(({ heading, lines, list }) => (
        <section key={heading}>
          <h3>{heading}</h3>
          {list ? (
            <ul>
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          ) : (
            lines.map((line) => <p key={line}>{line}</p>)
          )}
        </section>
      ))}
    </article>
  );
}
