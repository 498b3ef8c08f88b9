import type { JSX } from 'preact';
import type { ApplicationLine } from '../../src/organisations/application-list-store.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Instant } from '../parts/facts.tsx';
import { Pagination } from '../parts/listing.tsx';
import { Tag } from '../parts/notice.tsx';
import { DataTable } from '../parts/table.tsx';

const shown = ['submitted', 'changes_requested', 'accepted', 'refused', 'asking'] as const;

interface OperatorApplicationsPageProps {
  state: (typeof shown)[number];
  lines: readonly ApplicationLine[];
  next: string | null;
}

/** The applications in a state, or that ask something, those that wait longest first. */
export function OperatorApplicationsPage({ state, lines, next }: OperatorApplicationsPageProps): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('operator.applications.title')} back={{ href: '/operator' }} wide>
      <nav aria-label={t('operator.applications.states')}>
        <ul class="inline">
          {shown.map((one) => (
            <li key={one}>
              <a href={`/operator/applications?state=${one}`} aria-current={one === state ? 'page' : undefined}>
                {t(`operator.applications.state.${one}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <DataTable
        caption={t(`operator.applications.state.${state}`)}
        empty={t(state === 'asking' ? 'operator.applications.empty.asking' : 'operator.applications.empty')}
        rows={lines}
        columns={[
          {
            title: t('application.name'),
            cell: (line) => (
              <>
                <a href={`/operator/applications/${line.id}`}>{line.name ?? t('operator.applications.draft')}</a>{' '}
                {line.renews && <Tag tone="info">{t('operator.application.renewal')}</Tag>}{' '}
                {state === 'asking' && isShown(line.state) && <Tag>{t(`operator.applications.state.${line.state}`)}</Tag>}
              </>
            ),
          },
          { title: t('application.siret'), cell: ({ siret }) => siret },
          { title: t('application.city'), cell: ({ city, territory }) => (city === null ? '' : `${city} (${territory ?? ''})`) },
          { title: t('application.part.helpers'), cell: ({ helpersCount }) => helpersCount, numeric: true },
          { title: t('operator.applications.since'), cell: ({ since }) => <Instant at={since} /> },
        ]}
      />
      <Pagination previous={null} next={next === null ? null : `/operator/applications?state=${state}&after=${next}`} />
    </Layout>
  );
}

function isShown(state: ApplicationLine['state']): state is Exclude<typeof state, 'draft' | 'lapsed'> {
  return state !== 'draft' && state !== 'lapsed';
}
