import type { JSX } from 'preact';
import { helperName } from '../../src/organisations/helper.ts';
import type { WatchedSupervisor } from '../../src/supervision/watch-supervisor.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Instant } from '../parts/facts.tsx';
import { Notice } from '../parts/notice.tsx';
import { DataTable } from '../parts/table.tsx';

/** The reasons a supervisor gave, in their words, and how many looks each served for. */
export function SupervisorPage({ supervisor, reasons }: WatchedSupervisor): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={helperName(supervisor)} back={{ href: '/supervision/supervisors' }} wide>
      <Notice>
        <p>{t('supervision.supervisors.recorded')}</p>
      </Notice>
      <DataTable
        caption={t('supervision.supervisors.given')}
        empty={t('supervision.supervisors.none')}
        rows={reasons}
        columns={[
          { title: t('supervision.alerts.when'), cell: ({ givenAt }) => <Instant at={givenAt} /> },
          { title: t('supervision.supervisors.purpose'), cell: ({ purpose }) => t(`person.look.purpose.${purpose}`) },
          { title: t('supervision.alerts.case'), cell: ({ caseReference }) => caseReference },
          {
            title: t('supervision.supervisors.words'),
            cell: ({ reason }) => <span dir="auto">{reason ?? t('supervision.supervisors.forgotten')}</span>,
          },
          { title: t('supervision.supervisors.looks'), cell: ({ looks }) => looks, numeric: true },
        ]}
      />
    </Layout>
  );
}
