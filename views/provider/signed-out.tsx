import type { JSX } from 'preact';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';

/** The service ended its session and gave no address to come back to. */
export function SignedOutPage(): JSX.Element {
  const { t } = usePage();
  return <Layout title={t('provider.signedOut.title')} lead={t('provider.signedOut.text')} />;
}
