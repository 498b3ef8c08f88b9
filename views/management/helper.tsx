import type { JSX } from 'preact';
import { helperName } from '../../src/organisations/helper.ts';
import { helperState } from '../../src/organisations/life.ts';
import type { Member } from '../../src/organisations/membership-store.ts';
import type { KeptStanding } from '../../src/organisations/standing-store.ts';
import type { Training } from '../../src/organisations/training.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, ButtonLink, type ButtonLook } from '../parts/button.tsx';
import { Day, Instant, SummaryList } from '../parts/facts.tsx';
import { HelperStateTag } from './state.tsx';
import { HelperStandings } from '../organisations/standings.tsx';
import { Trainings } from '../organisations/trainings.tsx';

interface HelperPageProps {
  member: Member;
  trainings: readonly Training[];
  standings: readonly KeptStanding[];
  at: Date;
  /** The manager reads their own page. */
  isMe: boolean;
  /** Nobody else manages the organisation. */
  isOnlyManager: boolean;
}

/** One helper of the organisation: where they stand, how they came there, and what a manager can do. */
export function HelperPage({ member, trainings, standings, at, ...who }: HelperPageProps): JSX.Element {
  const { t } = usePage();
  const { helper, role, joinedAt, suspendedAt } = member;
  const state = helperState(helper, { isTrained: trainings.some(({ decision }) => decision === null) }, at);
  return (
    <Layout title={helperName(helper)} back={{ href: '/manager/helpers' }} wide>
      <SummaryList
        facts={[
          { name: t('manager.helper.state'), value: <HelperStateTag state={state} suspendedHere={suspendedAt !== null} /> },
          { name: t('manager.helper.role'), value: t(`helper.role.${role}`) },
          { name: t('manager.helper.email'), value: helper.email },
          { name: t('manager.helper.joined'), value: <Day of={joinedAt} /> },
          ...(helper.certificationExpiresAt
            ? [{ name: t('manager.helper.until'), value: <Instant at={helper.certificationExpiresAt} /> }]
            : []),
        ]}
      />
      <Acts member={member} {...who} />
      <p>
        <a href={`/manager/activity?helper=${helper.id}`}>{t('manager.helper.activity')}</a>
      </p>
      <Trainings trainings={trainings} />
      <p>
        <a href={`/manager/helpers/${helper.id}/training`}>{t('training.form.title')}</a>
      </p>
      <HelperStandings standings={standings} />
    </Layout>
  );
}

type ActsProps = Pick<HelperPageProps, 'member' | 'isMe' | 'isOnlyManager'>;

function Acts({ member: { helper, role, suspendedAt }, isMe, isOnlyManager }: ActsProps): JSX.Element {
  const { t } = usePage();
  if (isOnlyManager) return <p>{t('manager.helper.onlyManager')}</p>;
  const isSuspended = suspendedAt !== null || helper.suspendedAt !== null;
  const acts: readonly (readonly [name: Parameters<typeof label>[0], look: ButtonLook, offered: boolean])[] = [
    ['reactivation', 'primary', isSuspended],
    ['suspension', 'secondary', suspendedAt === null && !isMe],
    ['factors-reset', 'secondary', !isMe],
    ['manager-role', 'secondary', role === 'helper' && !isSuspended],
    ['manager-role-end', 'secondary', role === 'manager'],
    ['removal', 'danger', true],
  ];
  return (
    <Actions>
      {acts
        .filter(([, , offered]) => offered)
        .map(([name, look]) => (
          <ButtonLink key={name} look={look} href={`/manager/helpers/${helper.id}/${name}`}>
            {t(label(name))}
          </ButtonLink>
        ))}
    </Actions>
  );
}

function label(name: 'reactivation' | 'suspension' | 'factors-reset' | 'manager-role' | 'manager-role-end' | 'removal') {
  return `manager.act.${name}.title` as const;
}
