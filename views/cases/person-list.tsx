import type { JSX } from 'preact';
import { isLate } from '../../src/cases/case.ts';
import type { CaseLine } from '../../src/cases/list-store.ts';
import type { Use } from '../../src/mandates/use.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Pagination } from '../parts/listing.tsx';
import { DataTable } from '../parts/table.tsx';
import { Sentences } from '../parts/sentences.tsx';

interface PersonCasesPageProps {
  lines: readonly CaseLine[];
  /** The latest uses that are not contested now, with the name of the organisation. */
  uses: readonly { readonly use: Use; readonly organisation: string }[];
  at: Date;
  page: number;
  hasMore: boolean;
}

/** What the person contested, and how far each is. */
export function PersonCasesPage({ lines, uses, at, page, hasMore }: PersonCasesPageProps): JSX.Element {
  const { t } = usePage();
  const address = (number: number) => `/me/cases?page=${String(number)}`;
  return (
    <Layout title={t('person.case.title')} picture="speech" lead={t('person.case.lead')} back={{ href: '/me' }}>
      <DataTable
        caption={t('person.case.title')}
        empty={t('person.case.empty')}
        rows={lines}
        columns={[
          {
            title: t('person.case.title'),
            cell: (one) => (
              <a href={`/me/cases/${one.id}`}>
                {t(one.origin === 'contest' ? 'person.case.case' : 'person.case.inquiry', { at: one.openedAt })}
              </a>
            ),
          },
          {
            title: t('person.case.about'),
            cell: (one) => <WhatAbout usedAt={one.usedAt} organisation={one.organisationName} service={one.clientName} />,
          },
          { title: t('person.case.state'), cell: (one) => <HowFar one={one} at={at} /> },
        ]}
      />
      {uses.length > 0 && (
        <DataTable
          caption={t('person.case.uses')}
          rows={uses}
          columns={[
            {
              title: t('person.case.about'),
              cell: ({ use, organisation }) => (
                <Sentences text={t('person.case.what', { at: use.usedAt, organisation, service: use.clientName })} />
              ),
            },
            { title: t('person.case.open'), cell: ({ use }) => <a href={`/me/uses/${use.id}/contest`}>{t('person.case.open')}</a> },
          ]}
        />
      )}
      <Pagination previous={page > 1 ? address(page - 1) : null} next={hasMore ? address(page + 1) : null} />
    </Layout>
  );
}

/** How far it is, in a sentence. */
export function HowFar({ one, at }: { one: Pick<CaseLine, 'state' | 'dueAt'>; at: Date }): JSX.Element {
  const { t } = usePage();
  if (isLate(one, at)) return <Sentences text={t('person.case.state.late')} />;
  if (one.state === 'with_manager') return <Sentences text={one.dueAt ? t('person.case.state.with_manager', { due: one.dueAt }) : ''} />;
  return <Sentences text={t(`person.case.state.${one.state}`)} />;
}

interface WhatAboutProps {
  usedAt: Date | null;
  organisation: string | null;
  service: string | null;
}

/** What a case is about, to the person: a use of their mandate, or the mandate. */
export function WhatAbout({ usedAt, organisation, service }: WhatAboutProps): JSX.Element {
  const { t } = usePage();
  if (usedAt === null || service === null) return <>{t('person.case.about.mandate', { organisation: organisation ?? '' })}</>;
  return <Sentences text={t('person.case.what', { at: usedAt, organisation: organisation ?? '', service })} />;
}
