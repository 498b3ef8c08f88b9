import type { JSX } from 'preact';
import type { MandateLine } from '../../src/mandates/list-store.ts';
import { pseudonym } from '../../src/mandates/pseudonym.ts';
import { Layout } from '../layout.tsx';
import { useProcedureTitles } from '../mandates/procedure-titles.ts';
import { usePage } from '../page.tsx';
import { Day } from '../parts/facts.tsx';
import { Pagination } from '../parts/listing.tsx';
import { Tag } from '../parts/notice.tsx';
import { DataTable } from '../parts/table.tsx';

interface MandateListPageProps {
  lines: readonly MandateLine[];
  hasMore: boolean;
  page: number;
  list: keyof typeof lists;
  /** Ids of those reserved to helpers who have all left. */
  withoutHelper: readonly string[];
}

/** Which mandates one may read of: where they are listed, and how the list is called. */
const lists = {
  active: { query: {}, caption: 'mandates.home.active' },
  ended: { query: { ended: '1' }, caption: 'mandates.home.ended' },
  withoutHelper: { query: { without: 'helper' }, caption: 'manager.mandates.unusable' },
} as const;

/** The organisation's mandates: for whom is an initial and a reference, until a reason is stated. */
export function MandateListPage({ lines, hasMore, page, list, withoutHelper }: MandateListPageProps): JSX.Element {
  const { t } = usePage();
  const ended = list === 'ended';
  const address = (number: number) => `/manager/mandates?${new URLSearchParams({ ...lists[list].query, page: String(number) })}`;
  return (
    <Layout title={t('manager.mandates.title')} lead={t('manager.mandates.lead')} back={{ href: '/manager' }} wide>
      <DataTable
        caption={t(lists[list].caption)}
        empty={t('manager.mandates.empty')}
        rows={lines}
        columns={[
          { title: t('mandates.fact.person'), cell: (line) => pseudonym(line.person.identity, line.id) },
          { title: t('mandates.fact.procedures'), cell: (line) => <Procedures line={line} ended={ended} /> },
          { title: t('mandates.fact.end'), cell: (line) => <End line={line} withoutHelper={withoutHelper} /> },
          {
            title: t('manager.helper.act'),
            cell: (line) => (
              <a href={`/manager/mandates/${line.id}/looks`}>
                {t('manager.mandates.open', { mandate: pseudonym(line.person.identity, line.id) })}
              </a>
            ),
          },
        ]}
      />
      <Pagination previous={page > 1 ? address(page - 1) : null} next={hasMore ? address(page + 1) : null} />
      <p>
        <a href={list === 'active' ? '/manager/mandates?ended=1' : '/manager/mandates'}>
          {t(list === 'active' ? 'mandates.home.showEnded' : 'mandates.home.showActive')}
        </a>
      </p>
    </Layout>
  );
}

function Procedures({ line, ended }: { line: MandateLine; ended: boolean }): JSX.Element {
  const titles = useProcedureTitles();
  const shown = line.procedures.filter(({ revokedAt }) => ended || !revokedAt);
  return <>{titles(shown.map(({ code }) => code))}</>;
}

function End({ line, withoutHelper }: { line: MandateLine; withoutHelper: readonly string[] }): JSX.Element {
  const { t } = usePage();
  return (
    <>
      <Day of={line.expiresAt} /> {line.revokedAt && <Tag tone="danger">{t('mandates.state.revoked')}</Tag>}
      {withoutHelper.includes(line.id) && <Tag tone="warning">{t('manager.mandates.withoutHelper')}</Tag>}
    </>
  );
}
