import type { JSX } from 'preact';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button, PrintButton } from '../parts/button.tsx';
import { PostForm } from '../parts/form.tsx';

interface RecoveryCodesPageProps {
  /** As long as they are shown. */
  codes: readonly string[];
  /** How many still serve; null for who never had any. */
  left: number | null;
}

/** Recovery codes, until their owner says they noted them; then, how many are left. */
export function RecoveryCodesPage({ codes, left }: RecoveryCodesPageProps): JSX.Element {
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
        <CodesLeft left={left} />
      )}
      <PostForm action="/account/recovery-codes">
        <Button look="quiet">{t(left === null ? 'identity.recovery.give' : 'identity.recovery.renew')}</Button>
      </PostForm>
    </Layout>
  );
}

/** How many recovery codes somebody has left. */
export function CodesLeft({ left }: { left: number | null }): JSX.Element {
  const { t } = usePage();
  return <p>{left === null ? t('identity.recovery.never') : t('identity.recovery.left', { count: left })}</p>;
}
