import type { JSX } from 'preact';
import { usePage } from '../page.tsx';
import { CsrfField } from './form.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { Navigation } from './navigation.tsx';
import { Pictogram } from './pictogram.tsx';
import { Sentences } from './sentences.tsx';

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
        <LanguageChoice />
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
        <p>
          <Sentences text={t('frame.footer.about')} />
        </p>
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

function Mark(): JSX.Element {
  return (
    <svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="9" />
      <path d="M10.5 26V12a6.5 6.5 0 1 1 6.5 6.5h-2" />
      <circle cx="17" cy="12" r="2.6" />
    </svg>
  );
}
