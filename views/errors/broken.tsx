import type { JSX } from 'preact';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, ButtonLink } from '../parts/button.tsx';

/** Our fault: nothing to explain but that nothing was half done, and a number to quote. */
export function BrokenPage({ reference }: { reference: string }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('frame.broken.title')} lead={t('frame.broken.text')}>
      <p>
        {t('frame.broken.reference')} <code dir="ltr">{reference}</code>
      </p>
      <Actions>
        <ButtonLink href="/">{t('frame.home')}</ButtonLink>
      </Actions>
    </Layout>
  );
}
