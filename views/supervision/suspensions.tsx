import type { JSX } from 'preact';
import type { NamedSuspension } from '../../src/supervision/name-suspensions.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, ButtonLink } from '../parts/button.tsx';
import { Instant } from '../parts/facts.tsx';
import { Tag } from '../parts/notice.tsx';
import { ruleTitle } from './rule-title.ts';
import { DataTable } from '../parts/table.tsx';

/** What supervisors stopped in these territories, and the way to stop something or to lift it. */
export function SuspensionsPage({ suspensions }: { suspensions: readonly NamedSuspension[] }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('suspension.title')} lead={t('suspension.lead')} back={{ href: '/supervision' }} wide>
      <Actions>
        <ButtonLink look="danger" href="/supervision/suspensions/new">
          {t('suspension.new')}
        </ButtonLink>
      </Actions>
      <DataTable
        caption={t('suspension.caption')}
        empty={t('suspension.none')}
        rows={suspensions}
        columns={[
          { title: t('suspension.target'), cell: ({ id, name }) => <a href={`/supervision/suspensions/${id}`}>{name}</a> },
          { title: t('suspension.kind'), cell: ({ kind }) => t(`suspension.kind.${kind}`) },
          { title: t('suspension.since'), cell: (suspension) => <Since suspension={suspension} /> },
          { title: t('suspension.state'), cell: (suspension) => <State suspension={suspension} /> },
          { title: t('suspension.told'), cell: (suspension) => <Told suspension={suspension} /> },
        ]}
      />
    </Layout>
  );
}

/** Since when; by which rule, when nobody decided it. */
function Since({ suspension: { suspendedAt, rule } }: { suspension: NamedSuspension }): JSX.Element {
  const { t } = usePage();
  return (
    <>
      <Instant at={suspendedAt} />
      {rule !== null && <div>{t('suspension.by_rule', { rule: ruleTitle(t, rule) })}</div>}
    </>
  );
}

function State({ suspension: { id, name, liftedAt } }: { suspension: NamedSuspension }): JSX.Element {
  const { t } = usePage();
  if (liftedAt)
    return (
      <>
        <Tag>{t('suspension.lifted')}</Tag> <Instant at={liftedAt} />
      </>
    );
  return (
    <>
      <Tag tone="danger">{t('suspension.stands')}</Tag>{' '}
      <a href={`/supervision/suspensions/${id}`}>
        {t('suspension.lift')} <span class="unseen">{name}</span>
      </a>
    </>
  );
}

/** How many persons were told of it and, once it is lifted, of its end. */
function Told({ suspension }: { suspension: NamedSuspension }): JSX.Element {
  const { t } = usePage();
  const { tells, told, toldAt, liftedAt, liftTells, liftTold, liftToldAt } = suspension;
  const words = (isAsked: boolean, { count, at }: { count: number; at: Date | null }) =>
    isAsked ? t(at ? 'suspension.told.count' : 'suspension.telling', { count }) : t('suspension.told.no');
  return (
    <>
      {words(tells, { count: told, at: toldAt })}
      {liftedAt && <div>{t('suspension.told.lifted', { told: words(liftTells, { count: liftTold, at: liftToldAt }) })}</div>}
    </>
  );
}
