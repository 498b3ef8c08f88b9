import type { JSX } from 'preact';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Button } from '../parts/button.tsx';
import { PostForm } from '../parts/form.tsx';

/** Opening the link uses nothing up: mail scanners open links too. The button does. */
export function ConfirmLinkPage({ token }: { token: string }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('identity.link.title')} lead={t('identity.link.text')}>
      <PostForm action={`/sign-in/link/${encodeURIComponent(token)}`}>
        <Button>{t('identity.link.action')}</Button>
      </PostForm>
    </Layout>
  );
}
