import type { JSX } from 'preact';
import { pictograms } from '../../src/paper/pictograms.ts';
import { allLanguages, generalLanguages, type Language, languages } from '../../src/http/texts.ts';
import { usePage } from '../page.tsx';
import { CsrfField } from './form.tsx';

/**
 * The languages of this page, each by its own name. Many of them wait behind a button where there is little room, and open over the page
 * without a script; a browser that cannot do that shows them all.
 */
export function LanguageChoice(): JSX.Element | null {
  const { reader, me, path, t, languages: offered = generalLanguages } = usePage();
  const isForGood = reader === 'person' && me?.roles.includes('person') === true && path !== '';
  if (offered.length === 0) return null;
  return (
    <nav class="languages" aria-label={t('frame.languages')}>
      {isForGood || offered.length > 2 ? <Opener /> : null}
      {isForGood ? <ForGood /> : <ForThisVisit offered={offered} />}
    </nav>
  );
}

const opened = 'languages';

function Opener(): JSX.Element {
  const { language, t } = usePage();
  return (
    <button type="button" popovertarget={opened}>
      <svg class="pictogram" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
        <path d={pictograms.globe} />
      </svg>
      <span>{t('frame.languages')}</span> <strong>{languages[language].name}</strong>
    </button>
  );
}

function ForThisVisit({ offered }: { offered: readonly Language[] }): JSX.Element {
  const { language, path } = usePage();
  const link = path.includes('?') ? `${path}&lang=` : `${path}?lang=`;
  return (
    <ul {...popover(offered)}>
      {allLanguages
        .filter((other) => offered.includes(other))
        .map((other) => (
          <li key={other}>
            <a
              href={link + other}
              lang={languages[other].tag}
              dir={languages[other].direction}
              aria-current={other === language ? 'true' : undefined}
            >
              {languages[other].name}
            </a>
          </li>
        ))}
    </ul>
  );
}

/** A person chooses for good: their messages follow. */
function ForGood(): JSX.Element {
  const { language, path } = usePage();
  return (
    <form method="post" action="/me/language">
      <CsrfField />
      <input type="hidden" name="path" value={path} />
      <ul {...popover(allLanguages)}>
        {allLanguages.map((other) => (
          <li key={other}>
            <button
              type="submit"
              name="language"
              value={other}
              lang={languages[other].tag}
              dir={languages[other].direction}
              aria-current={other === language ? 'true' : undefined}
            >
              {languages[other].name}
            </button>
          </li>
        ))}
      </ul>
    </form>
  );
}

function popover(offered: readonly Language[]): { id?: string; popover?: 'auto' } {
  return offered.length > 2 ? { id: opened, popover: 'auto' } : {};
}
