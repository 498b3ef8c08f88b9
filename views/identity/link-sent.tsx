import type { JSX } from 'preact';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';

/** The same for everybody who asked for a link, whether it was sent or not. */
export function LinkSentPage(): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('identity.linkSent.title')} back={{ href: '/sign-in' }}>
      <p>{t('identity.linkSent.text')}</p>
      <p>{t('identity.linkSent.nothing')}</p>
    </Layout>
  );
}
