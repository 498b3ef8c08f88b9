import type { JSX } from 'preact';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';

/** Where an operator begins. */
export function OperatorHomePage(): JSX.Element {
  const { t } = usePage();
  return <Layout title={t('operator.home.title')} lead={t('operator.home.lead')} />;
}
