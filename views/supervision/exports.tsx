import type { JSX } from 'preact';
import type { KeptExport } from '../../src/supervision/export-store.ts';
import type { StandingReason } from '../../src/supervision/reason.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Instant } from '../parts/facts.tsx';
import { DataTable } from '../parts/table.tsx';
import { ExportStateTag } from './export.tsx';
import { ReasonBanner } from './reason-banner.tsx';

/** What a supervisor took away, the latest first. */
export function ExportsPage({ exports, reason }: { exports: readonly KeptExport[]; reason: StandingReason | null }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('supervision.exports.title')} lead={t('supervision.exports.lead')} back={{ href: '/supervision' }} wide>
      <ReasonBanner reason={reason} />
      <p>
        <a href="/supervision/journal">{t('supervision.exports.how')}</a>
      </p>
      <DataTable
        caption={t('supervision.exports.caption')}
        empty={t('supervision.exports.empty')}
        rows={exports}
        columns={[
          {
            title: t('supervision.exports.asked'),
            cell: ({ id, askedAt }) => (
              <a href={`/supervision/exports/${id}`}>
                <Instant at={askedAt} />
              </a>
            ),
          },
          { title: t('supervision.exports.format'), cell: ({ format }) => t(`supervision.exports.format.${format}`) },
          { title: t('supervision.exports.lines'), cell: ({ lines }) => lines, numeric: true },
          { title: t('cases.fact.state'), cell: (kept) => <ExportStateTag kept={kept} /> },
        ]}
      />
    </Layout>
  );
}
