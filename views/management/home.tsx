import type { JSX } from 'preact';
import type { Organisation } from '../../src/organisations/organisation.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, ButtonLink } from '../parts/button.tsx';
import { SummaryList } from '../parts/facts.tsx';
import { Notice } from '../parts/notice.tsx';

interface ManagerHomePageProps {
  organisation: Organisation;
  roster: { readonly members: number; readonly certified: number; readonly waiting: number };
  /** How many mandates run. */
  running: number;
  /** Of them, how many nobody can use any more. */
  withoutHelper: number;
}

/** Where a manager begins: how the organisation stands, and what wants attention. */
export function ManagerHomePage({ organisation, roster, running, withoutHelper }: ManagerHomePageProps): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('manager.home.title')} lead={t('manager.home.lead', { organisation: organisation.name })}>
      {withoutHelper > 0 && (
        <Notice tone="warning" title={t('manager.withoutHelper.title', { count: withoutHelper })}>
          <p>{t('manager.withoutHelper.text')}</p>
          <p>
            <a href="/manager/mandates">{t('manager.withoutHelper.see')}</a>
          </p>
        </Notice>
      )}
      {organisation.suspendedAt && <Notice tone="danger" title={t('manager.home.suspended')} />}
      <SummaryList
        facts={[
          { name: t('manager.home.members'), value: roster.members, change: { href: '/manager/helpers', label: t('manager.home.see') } },
          { name: t('manager.home.certified'), value: roster.certified },
          { name: t('manager.home.waiting'), value: roster.waiting },
          { name: t('manager.home.running'), value: running, change: { href: '/manager/mandates', label: t('manager.home.see') } },
          { name: t('manager.home.siret'), value: organisation.siret },
        ]}
      />
      <Actions>
        <ButtonLink href="/manager/invitations">{t('manager.invite')}</ButtonLink>
        <ButtonLink look="secondary" href="/manager/hours">
          {t('manager.hours.title')}
        </ButtonLink>
        <ButtonLink look="secondary" href="/manager/procedures">
          {t('manager.procedures.title')}
        </ButtonLink>
        <ButtonLink look="secondary" href="/manager/activity">
          {t('manager.activity.title')}
        </ButtonLink>
        <ButtonLink look="secondary" href="/statistics/organisation">
          {t('manager.statistics')}
        </ButtonLink>
      </Actions>
    </Layout>
  );
}
