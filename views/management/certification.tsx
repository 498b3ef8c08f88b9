import type { JSX } from 'preact';
import { after } from '../../src/clock.ts';
import type { Form } from '../../src/http/parse-form.ts';
import { type Application, isOpen } from '../../src/organisations/application.ts';
import type { ApplicationMessage } from '../../src/organisations/application-message-store.ts';
import { type Organisation, organisationObstacle } from '../../src/organisations/organisation.ts';
import type { KeptOrganisationStanding } from '../../src/organisations/organisation-standing-store.ts';
import { renewalObstacle, renewalOpens } from '../../src/organisations/renewal.ts';
import { Layout } from '../layout.tsx';
import { applicationTones, ApplicationParts } from '../organisations/application-parts.tsx';
import { Conversation } from '../organisations/conversation.tsx';
import { Standing } from '../organisations/standing.tsx';
import { OrganisationStandings } from '../organisations/standings.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button } from '../parts/button.tsx';
import { Day, SummaryList } from '../parts/facts.tsx';
import { PostForm } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';

interface CertificationPageProps {
  organisation: Organisation;
  standings: readonly KeptOrganisationStanding[];
  /** What was asked last. */
  renewal: Application | undefined;
  messages: readonly ApplicationMessage[];
  form: Form;
  at: Date;
}

const base = '/manager/certification';

/** Until when the organisation is certified, what one may do about it, and what it has been. */
export function CertificationPage({ organisation, standings, renewal, messages, form, at }: CertificationPageProps): JSX.Element {
  const { t } = usePage();
  const { certifiedAt, certificationExpiresAt: end } = organisation;
  return (
    <Layout title={t('certification.title')} lead={organisation.name} back={{ href: '/manager' }} form={form}>
      <Obstacle organisation={organisation} at={at} />
      <SummaryList
        facts={[
          { name: t('operator.organisation.standing'), value: <Standing organisation={organisation} at={at} /> },
          ...(certifiedAt ? [{ name: t('certification.since'), value: <Day of={certifiedAt} /> }] : []),
          { name: t('certification.until'), value: end ? <Day of={end} /> : t('certification.noEnd') },
        ]}
      />
      <h2>{t('certification.renewal')}</h2>
      {renewal && <Asked renewal={renewal} messages={messages} />}
      <Asking organisation={organisation} renewal={renewal} at={at} />
      {renewal && renewal.state !== 'lapsed' && (
        <Conversation messages={messages} action={`${base}/messages`} form={form} mine="applicant" />
      )}
      <OrganisationStandings standings={standings} />
    </Layout>
  );
}

/** That nobody may act for the organisation now, and what remains possible. */
function Obstacle({ organisation, at }: Pick<CertificationPageProps, 'organisation' | 'at'>): JSX.Element | null {
  const { t } = usePage();
  const no = organisationObstacle(organisation, at);
  if (no === 'organisation_suspended') return <Notice tone="danger" title={t('manager.home.suspended')} />;
  const { certificationExpiresAt: end, withdrawnAt } = organisation;
  if (no === null || !end || withdrawnAt) return null;
  return (
    <Notice tone="danger" title={t('certification.ended', { end })}>
      <p>{t('certification.ended.text')}</p>
      <p>{t('certification.ended.possible')}</p>
    </Notice>
  );
}

/** What was asked last, and what was answered. */
function Asked({ renewal, messages }: { renewal: Application; messages: readonly ApplicationMessage[] }): JSX.Element {
  const { t } = usePage();
  const { state } = renewal;
  const answer = messages.filter(({ kind }) => kind !== 'message').at(-1);
  return (
    <>
      <Notice tone={applicationTones[state]} title={t(`certification.renewal.${state}`)}>
        <p>{t(`certification.renewal.${state}.text`)}</p>
        {answer && state !== 'submitted' && <blockquote class="quoted">{answer.text}</blockquote>}
      </Notice>
      {isOpen(renewal) && (
        <p class="hint">
          {t('application.until')} <Day of={renewal.expiresAt} />
        </p>
      )}
      <ApplicationParts application={renewal} base={base} />
    </>
  );
}

/** The button that asks for more time, or from when one may. */
function Asking({ organisation, renewal, at }: Pick<CertificationPageProps, 'organisation' | 'renewal' | 'at'>): JSX.Element | null {
  const { t } = usePage();
  const { certificationExpiresAt: end } = organisation;
  const no = renewalObstacle(organisation, at);
  if (renewal && (isOpen(renewal) || renewal.state === 'submitted')) return null;
  if (no === 'renewal_too_early')
    return <p>{end ? t('certification.from', { from: after(end, -renewalOpens) }) : t('certification.noEnd.text')}</p>;
  if (no !== null) return <p>{t('certification.none')}</p>;
  return (
    <PostForm action={`${base}/renewal`}>
      <p>{t('certification.ask.text')}</p>
      <Actions>
        <Button>{t('certification.ask')}</Button>
      </Actions>
    </PostForm>
  );
}
