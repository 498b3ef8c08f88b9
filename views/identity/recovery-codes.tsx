import type { JSX } from 'preact';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button, PrintButton } from '../parts/button.tsx';
import { PostForm } from '../parts/form.tsx';

/** Recovery codes, until their owner says they noted them. */
export function RecoveryCodesPage({ codes }: { codes: readonly string[] }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('identity.recovery.title')} lead={t('identity.recovery.text')} back={{ href: '/factors' }}>
      {codes.length > 0 ? (
        <>
          <ul class="codes">
            {codes.map((code) => (
              <li key={code}>
                <code dir="ltr">{code}</code>
              </li>
            ))}
          </ul>
          <PostForm action="/account/recovery-codes/noted">
            <Actions>
              <Button>{t('identity.recovery.noted')}</Button>
              <PrintButton />
            </Actions>
          </PostForm>
        </>
      ) : (
        <p>{t('identity.recovery.none')}</p>
      )}
      <PostForm action="/account/recovery-codes">
        <Button look="quiet">{t('identity.recovery.renew')}</Button>
      </PostForm>
    </Layout>
  );
}
