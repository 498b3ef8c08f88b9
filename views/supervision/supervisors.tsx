import type { JSX } from 'preact';
import type { SupervisorFigures } from '../../src/supervision/oversight-store.ts';
import { helperName } from '../../src/organisations/helper.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Tag } from '../parts/notice.tsx';
import { DataTable } from '../parts/table.tsx';
import { Spans } from './figures.tsx';

interface SupervisorsPageProps {
  lines: readonly SupervisorFigures[];
  days: number;
  me: string;
}

/** How often each supervisor opened what is about persons, and what came of it; the ombudsman's own looks among them. */
export function SupervisorsPage({ lines, days, me }: SupervisorsPageProps): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('supervision.supervisors.title')} lead={t('supervision.supervisors.lead')} back={{ href: '/supervision' }} wide>
      <Spans days={days} base="/supervision/supervisors" />
      <DataTable
        caption={t('supervision.supervisors.caption')}
        rows={lines}
        columns={[
          {
            title: t('supervision.supervisors.who'),
            cell: (one) => (
              <>
                <a href={`/supervision/supervisors/${one.id}`}>{helperName(one)}</a>{' '}
                {one.id === me ? (
                  <Tag>{t('cases.assigned.me')}</Tag>
                ) : (
                  one.isOmbudsman && <Tag>{t('supervision.supervisors.ombudsman')}</Tag>
                )}
              </>
            ),
          },
          { title: t('supervision.supervisors.looks'), cell: ({ looks }) => looks, numeric: true },
          { title: t('supervision.supervisors.persons'), cell: ({ persons }) => persons, numeric: true },
          { title: t('supervision.supervisors.reasons'), cell: ({ reasons }) => reasons, numeric: true },
          { title: t('supervision.supervisors.cases'), cell: ({ cases }) => cases, numeric: true },
          { title: t('supervision.supervisors.ratio'), cell: (figures) => <Ratio {...figures} />, numeric: true },
          { title: t('supervision.sample.title'), cell: ({ samples }) => samples, numeric: true },
          { title: t('supervision.supervisors.reviews'), cell: ({ reviews }) => reviews, numeric: true },
          { title: t('supervision.supervisors.exports'), cell: ({ exports }) => exports, numeric: true },
        ]}
      />
    </Layout>
  );
}

/** Looks for each case somebody had a hand in; without a case, there is no ratio, and that is said. */
function Ratio({ looks, cases }: SupervisorFigures): JSX.Element {
  const { t } = usePage();
  if (cases > 0) return <>{t('supervision.supervisors.each', { looks: looks / cases })}</>;
  return <>{looks > 0 ? `${String(looks)} / 0` : '–'}</>;
}
