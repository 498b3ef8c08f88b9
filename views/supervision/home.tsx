import type { JSX } from 'preact';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';

/** Where a supervisor begins: the territories they watch. */
export function SupervisorHomePage({ territories }: { territories: readonly string[] }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('supervision.home.title')} lead={t('supervision.home.lead')}>
      <h2>{t('supervision.home.territories')}</h2>
      <ul>
        {territories.map((territory) => (
          <li key={territory}>{territory === '*' ? t('supervision.home.everywhere') : territory}</li>
        ))}
      </ul>
    </Layout>
  );
}
