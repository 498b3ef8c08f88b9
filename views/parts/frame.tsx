import type { JSX } from 'preact';
import { allLanguages, generalLanguages, languages } from '../../src/http/texts.ts';
import { usePage } from '../page.tsx';
import { CsrfField } from './form.tsx';
import { Navigation } from './navigation.tsx';
import { Pictogram } from './pictogram.tsx';

/** Who we are, who is here, and where one may go. */
export function Header(): JSX.Element {
  const { me, t } = usePage();
  return (
    <header class="top">
      <div class="bar wrap">
        <a class="brand" href="/">
          <Mark />
          <span dir="ltr">Procura</span>
        </a>
        <LanguageSwitch />
        {me && (
          <form class="me" method="post" action={me.roles.includes('person') ? '/me/sign-out' : '/sign-out'}>
            <CsrfField />
            <span>{me.name}</span>
            <button type="submit" class="button quiet">
              {t('frame.signOut')}
            </button>
          </form>
        )}
      </div>
      <div class="wrap">
        <Navigation />
      </div>
      <ActingFor />
    </header>
  );
}

/** The ways out that stand on every page. */
export function Footer(): JSX.Element {
  const { t } = usePage();
  return (
    <footer class="bottom">
      <div class="wrap">
        <p>{t('frame.footer.about')}</p>
        <ul>
          <li>
            <a href="/stop">
              <Pictogram name="hand" />
              {t('person.stop.title')}
            </a>
          </li>
          <li>
            <a href="/directory">{t('frame.footer.directory')}</a>
          </li>
          <li>
            <a href="/statistics">{t('frame.footer.statistics')}</a>
          </li>
          <li>
            <a href="/accessibility">{t('frame.footer.accessibility')}</a>
          </li>
          <li>
            <a href="/privacy">{t('frame.footer.privacy')}</a>
          </li>
          <li>
            <a href="/help">{t('frame.footer.help')}</a>
          </li>
        </ul>
      </div>
    </footer>
  );
}

function ActingFor(): JSX.Element | null {
  const { me, t } = usePage();
  if (!me || me.organisation === null) return null;
  return (
    <div class="acting">
      <p class="wrap">{t('frame.actingFor', { organisation: me.organisation })}</p>
    </div>
  );
}

function LanguageSwitch(): JSX.Element {
  const { language, path, reader, me, t, languages: offered = generalLanguages } = usePage();
  if (offered.length === 0) return <></>;
  if (reader === 'person' && me?.roles.includes('person')) return <LanguageChoice />;
  const link = path.includes('?') ? `${path}&lang=` : `${path}?lang=`;
  return (
    <nav class="languages" aria-label={t('frame.languages')}>
      <ul>
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
    </nav>
  );
}

/** A person chooses for good: their messages follow. */
function LanguageChoice(): JSX.Element {
  const { language, path, t } = usePage();
  return (
    <nav class="languages" aria-label={t('frame.languages')}>
      <form method="post" action="/me/language">
        <CsrfField />
        <input type="hidden" name="path" value={path} />
        <ul>
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
    </nav>
  );
}

function Mark(): JSX.Element {
  return (
    <svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="9" />
      <path d="M10.5 26V12a6.5 6.5 0 1 1 6.5 6.5h-2" />
      <circle cx="17" cy="12" r="2.6" />
    </svg>
  );
}
