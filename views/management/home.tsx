import type { JSX } from 'preact';
import type { ApplicationState } from '../../src/organisations/application-states.ts';
import type { Organisation } from '../../src/organisations/organisation.ts';
import { isEndNear } from '../../src/organisations/renewal.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, ButtonLink } from '../parts/button.tsx';
import { Day, SummaryList } from '../parts/facts.tsx';
import { Notice } from '../parts/notice.tsx';

interface ManagerHomePageProps {
  organisation: Organisation;
  roster: { readonly members: number; readonly certified: number; readonly waiting: number };
  /** How many mandates run. */
  running: number;
  /** Of them, how many nobody can use any more. */
  withoutHelper: number;
  /** Where what was asked last about the certification stands. */
  renewal: ApplicationState | undefined;
  at: Date;
}

/** Where a manager begins: how the organisation stands, and what wants attention. */
export function ManagerHomePage({ organisation, roster, running, withoutHelper, renewal, at }: ManagerHomePageProps): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('manager.home.title')} lead={t('manager.home.lead', { organisation: organisation.name })}>
      {withoutHelper > 0 && (
        <Notice tone="warning" title={t('manager.withoutHelper.title', { count: withoutHelper })}>
          <p>{t('manager.withoutHelper.text')}</p>
          <p>
            <a href="/manager/mandates?without=helper">{t('manager.withoutHelper.see')}</a>
          </p>
        </Notice>
      )}
      {organisation.suspendedAt && <Notice tone="danger" title={t('manager.home.suspended')} />}
      <Ending organisation={organisation} renewal={renewal} at={at} />
      <SummaryList
        facts={[
          { name: t('manager.home.members'), value: roster.members, change: { href: '/manager/helpers', label: t('manager.home.see') } },
          { name: t('manager.home.certified'), value: roster.certified },
          { name: t('manager.home.waiting'), value: roster.waiting },
          { name: t('manager.home.running'), value: running, change: { href: '/manager/mandates', label: t('manager.home.see') } },
          { name: t('manager.home.siret'), value: organisation.siret },
          {
            name: t('manager.home.until'),
            value: organisation.certificationExpiresAt ? <Day of={organisation.certificationExpiresAt} /> : t('certification.noEnd'),
            change: { href: '/manager/certification', label: t('manager.home.see') },
          },
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

/** That the certification ends within two months, or has ended; whoever asked for more time is told that it waits. */
function Ending({ organisation, renewal, at }: Pick<ManagerHomePageProps, 'organisation' | 'renewal' | 'at'>): JSX.Element | null {
  const { t } = usePage();
  const { certificationExpiresAt: end, suspendedAt } = organisation;
  if (!end || suspendedAt || !isEndNear(organisation, at)) return null;
  const ended = end <= at;
  const text = renewal === 'submitted' ? 'manager.home.ends.asked' : ended ? 'certification.ended.possible' : 'manager.home.ends.text';
  return (
    <Notice tone={ended ? 'danger' : 'warning'} title={t(ended ? 'certification.ended' : 'manager.home.ends', { end })}>
      <p>{t(text)}</p>
      <p>
        <a href="/manager/certification">{t('manager.home.ends.see')}</a>
      </p>
    </Notice>
  );
}
