import type { JSX } from 'preact';
import { isLate } from '../../src/cases/case.ts';
import type { CaseLine } from '../../src/cases/store.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Day, Instant } from '../parts/facts.tsx';
import { Pagination } from '../parts/listing.tsx';
import { Tag } from '../parts/notice.tsx';
import { DataTable } from '../parts/table.tsx';

/** Where a member of the staff stands before cases: their pages, and their words. */
export type CaseSide = 'manager' | 'supervisor';

export const casePaths = { manager: '/manager/cases', supervisor: '/supervision/cases' } as const;

interface StaffCasesPageProps {
  side: CaseSide;
  lines: readonly CaseLine[];
  at: Date;
  page: number;
  hasMore: boolean;
}

/** What people contest, nobody named: a manager sees their organisation's, a supervisor what is open in their territories. */
export function StaffCasesPage({ side, lines, at, page, hasMore }: StaffCasesPageProps): JSX.Element {
  const { t } = usePage();
  const here = casePaths[side];
  const address = (number: number) => `${here}?page=${String(number)}`;
  return (
    <Layout title={t('cases.manager.title')} lead={t(`cases.${side}.lead`)} wide>
      <DataTable
        caption={t(`cases.${side}.caption`)}
        empty={t('cases.manager.empty')}
        rows={lines}
        columns={[
          { title: t('cases.fact.opened'), cell: (one) => <a href={`${here}/${one.id}`}>{t('cases.see', { at: one.openedAt })}</a> },
          ...(side === 'supervisor' ? [{ title: t('cases.fact.organisation'), cell: (one: CaseLine) => one.organisationName }] : []),
          { title: t('cases.fact.service'), cell: (one) => one.clientName },
          { title: t('cases.fact.use'), cell: (one) => <Instant at={one.usedAt} /> },
          { title: t('cases.fact.state'), cell: (one) => <CaseStateTag one={one} at={at} /> },
          { title: t('cases.fact.due'), cell: (one) => one.dueAt && <Day of={one.dueAt} /> },
        ]}
      />
      <Pagination previous={page > 1 ? address(page - 1) : null} next={hasMore ? address(page + 1) : null} />
    </Layout>
  );
}

/** How far it is; late is said. */
export function CaseStateTag({ one, at }: { one: Pick<CaseLine, 'state' | 'dueAt'>; at: Date }): JSX.Element {
  const { t } = usePage();
  return (
    <>
      <Tag tone={one.state === 'with_manager' ? 'warning' : 'neutral'}>{t(`cases.state.${one.state}`)}</Tag>{' '}
      {isLate(one, at) && <Tag tone="danger">{t('cases.late')}</Tag>}
    </>
  );
}
