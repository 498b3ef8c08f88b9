import type { JSX } from 'preact';
import type { AlertLine, Mute } from '../../src/supervision/alert-store.ts';
import { numbersOf } from '../cases/noticed-words.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Button, ButtonLink } from '../parts/button.tsx';
import { Instant } from '../parts/facts.tsx';
import { PostForm } from '../parts/form.tsx';
import { Pagination } from '../parts/listing.tsx';
import { Notice } from '../parts/notice.tsx';
import { ruleTitle } from './rule-title.ts';
import { DataTable } from '../parts/table.tsx';

interface AlertsPageProps {
  lines: readonly AlertLine[];
  mutes: readonly Mute[];
  /** A supervisor of the whole country decides that a muted rule is heard again. */
  mayHear: boolean;
  rule: string | null;
  page: number;
  hasMore: boolean;
}

/** What the service noticed by itself, the latest first; nobody is named. */
export function AlertsPage({ lines, mutes, mayHear, rule, page, hasMore }: AlertsPageProps): JSX.Element {
  const { t } = usePage();
  const address = (number: number) =>
    `/supervision/alerts?${new URLSearchParams({ ...(rule && { rule }), page: String(number) }).toString()}`;
  return (
    <Layout title={t('supervision.alerts.title')} lead={t('supervision.alerts.lead')} back={{ href: '/supervision' }} wide>
      {mutes.map((mute) => (
        <Muted key={mute.rule} mute={mute} mayHear={mayHear} />
      ))}
      <p>
        <ButtonLink look="secondary" href="/supervision/alerts/rules">
          {t('supervision.alerts.rules')}
        </ButtonLink>
      </p>
      <DataTable
        caption={t('supervision.alerts.caption')}
        empty={t('supervision.alerts.empty')}
        rows={lines}
        columns={[
          { title: t('supervision.alerts.rule'), cell: (one) => ruleTitle(t, one.rule) },
          { title: t('supervision.alerts.what'), cell: (one) => numbersOf(t, one) ?? '' },
          { title: t('cases.fact.organisation'), cell: (one) => one.organisationName ?? '' },
          { title: t('supervision.alerts.when'), cell: (one) => <Instant at={one.at} /> },
          {
            title: t('supervision.alerts.case'),
            cell: ({ caseId }) =>
              caseId ? <a href={`/supervision/cases/${caseId}`}>{t('supervision.alerts.case.see')}</a> : t('supervision.alerts.case.none'),
          },
        ]}
      />
      <Pagination previous={page > 1 ? address(page - 1) : null} next={hasMore ? address(page + 1) : null} />
    </Layout>
  );
}

function Muted({ mute, mayHear }: { mute: Mute; mayHear: boolean }): JSX.Element {
  const { t } = usePage();
  return (
    <Notice tone="warning">
      <p>{t('supervision.alerts.muted', { rule: ruleTitle(t, mute.rule), count: mute.heldBack })}</p>
      {mayHear && (
        <PostForm action={`/supervision/alerts/rules/${mute.rule}/hearing`}>
          <Button look="secondary">{t('supervision.alerts.hear')}</Button>
        </PostForm>
      )}
    </Notice>
  );
}
