import type { JSX } from 'preact';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';

/** Where an operator begins: what waits. */
export function OperatorHomePage({ waiting }: { waiting: number }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('operator.home.title')} lead={t('operator.home.lead')} wide>
      <div class="cards">
        <section class="card">
          <h2>
            <a href="/operator/applications">{t('operator.applications.title')}</a>
          </h2>
          <p>{t('operator.home.waiting', { count: waiting })}</p>
        </section>
      </div>
    </Layout>
  );
}
