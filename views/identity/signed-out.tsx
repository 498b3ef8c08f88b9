import type { JSX } from 'preact';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, ButtonLink } from '../parts/button.tsx';

/** The session is over. */
export function SignedOutPage(): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('identity.signedOut.title')} lead={t('identity.signedOut.text')}>
      <Actions>
        <ButtonLink href="/sign-in">{t('identity.signIn.title')}</ButtonLink>
        <ButtonLink look="quiet" href="/">
          {t('frame.home')}
        </ButtonLink>
      </Actions>
    </Layout>
  );
}
