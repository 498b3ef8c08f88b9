import type { JSX } from 'preact';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, ButtonLink } from '../parts/button.tsx';
import { TypedWords } from '../parts/typed-words.tsx';

/** Our fault: nothing to explain but that nothing was half done, a number to quote, and what they had written. */
export function BrokenPage({ reference, typed = [] }: { reference: string; typed?: readonly string[] }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('frame.broken.title')} lead={t('frame.broken.text')}>
      <p>
        {t('frame.broken.reference')} <code dir="ltr">{reference}</code>
      </p>
      <TypedWords texts={typed} />
      <Actions>
        <ButtonLink href="/">{t('frame.home')}</ButtonLink>
      </Actions>
    </Layout>
  );
}
