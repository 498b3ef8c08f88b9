import type { JSX } from 'preact';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, ButtonLink } from '../parts/button.tsx';

/** The person has left: here, and at FranceConnect since they came in. */
export function PersonSignedOutPage(): JSX.Element {
  const { language, t } = usePage();
  return (
    <Layout title={t('person.signedOut.title')} picture="tick" lead={t('person.signedOut.text')}>
      <Actions>
        <ButtonLink href={`/me/sign-in?lang=${language}`}>{t('person.signedOut.again')}</ButtonLink>
        <ButtonLink look="quiet" href="/">
          {t('frame.home')}
        </ButtonLink>
      </Actions>
    </Layout>
  );
}
