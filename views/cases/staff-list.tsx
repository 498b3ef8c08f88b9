import type { JSX } from 'preact';
import { isLate } from '../../src/cases/case.ts';
import type { CaseLine } from '../../src/cases/list-store.ts';
import { Layout } from '../layout.tsx';
import { type TextKey, usePage } from '../page.tsx';
import { CaseFilter, type Chosen, chosen } from './case-filter.tsx';
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
  /** What a supervisor chose to see; managers see all of theirs. */
  filter: (Chosen & { readonly me: string }) | null;
}

/** What people contest, nobody named: a manager sees their organisation's, a supervisor what is open in their territories, or was concluded. */
export function StaffCasesPage({ side, lines, at, page, hasMore, filter }: StaffCasesPageProps): JSX.Element {
  const { t } = usePage();
  const here = casePaths[side];
  const address = (number: number) => `${here}?${new URLSearchParams({ ...chosen(filter), page: String(number) }).toString()}`;
  return (
    <Layout title={t('cases.manager.title')} lead={t(`cases.${side}.lead`)} wide>
      {filter && <CaseFilter {...filter} />}
      <DataTable
        caption={t(filter?.isClosed ? 'cases.supervisor.caption.closed' : `cases.${side}.caption`)}
        empty={t('cases.manager.empty')}
        rows={lines}
        columns={[
          { title: t('cases.fact.opened'), cell: (one) => <a href={`${here}/${one.id}`}>{t(caseTitle(one), { at: one.openedAt })}</a> },
          ...(side === 'supervisor' ? [{ title: t('cases.fact.organisation'), cell: (one: CaseLine) => one.organisationName }] : []),
          { title: t('cases.fact.about'), cell: (one) => <CaseSubject one={one} /> },
          ...(filter ? [{ title: t('cases.fact.assigned'), cell: (one: CaseLine) => <AssignedTo one={one} me={filter.me} /> }] : []),
          { title: t('cases.fact.state'), cell: (one) => <CaseState one={one} at={at} /> },
          ...(filter ? [] : [{ title: t('cases.fact.due'), cell: (one: CaseLine) => one.dueAt && <Day of={one.dueAt} /> }]),
        ]}
      />
      <Pagination previous={page > 1 ? address(page - 1) : null} next={hasMore ? address(page + 1) : null} />
    </Layout>
  );
}

/** What a case is called, by where it comes from. */
export function caseTitle({ origin }: Pick<CaseLine, 'origin'>): TextKey {
  return origin === 'contest' ? 'cases.see' : `cases.see.${origin}`;
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

/** How far it is and, once closed by who supervises, what was concluded. */
function CaseState({ one, at }: { one: CaseLine; at: Date }): JSX.Element {
  const { t } = usePage();
  return (
    <>
      <CaseStateTag one={one} at={at} />
      {one.state === 'closed' && one.outcome && <div>{t(`cases.outcome.${one.outcome}`)}</div>}
    </>
  );
}

/** What a case is about, in a few words; nobody named. */
function CaseSubject({ one }: { one: CaseLine }): JSX.Element {
  const { t } = usePage();
  if (one.usedAt !== null)
    return (
      <>
        {t('cases.about.use')} – {one.clientName}, <Instant at={one.usedAt} />
      </>
    );
  const about = one.mandateId ? 'mandate' : one.helperId ? 'helper' : one.organisationId ? 'organisation' : 'service';
  return <>{t(`cases.about.${about}`)}</>;
}

function AssignedTo({ one, me }: { one: CaseLine; me: string }): JSX.Element {
  const { t } = usePage();
  return <>{t(`cases.assigned.${one.assignedTo === null ? 'nobody' : one.assignedTo === me ? 'me' : 'another'}`)}</>;
}
