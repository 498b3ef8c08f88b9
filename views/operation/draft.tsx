import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import type { Application } from '../../src/organisations/application.ts';
import type { ApplicationMessage } from '../../src/organisations/application-message-store.ts';
import type { Organisation } from '../../src/organisations/organisation.ts';
import { Layout } from '../layout.tsx';
import { Conversation } from '../organisations/conversation.tsx';
import { usePage } from '../page.tsx';
import { Tag } from '../parts/notice.tsx';
import { NoAnswer } from './no-answer.tsx';
import { Renewed } from './known-body.tsx';

interface OperatorDraftPageProps {
  application: Pick<Application, 'id' | 'helpersCount' | 'askedAt'>;
  /** The certified body that asks for more time, as it stands. */
  renewed: Organisation | undefined;
  messages: readonly ApplicationMessage[];
  form: Form;
}

/** What was asked about an application before it was handed in, and room to answer: nothing else of it is an operator's yet. */
export function OperatorDraftPage({ application, renewed, messages, form }: OperatorDraftPageProps): JSX.Element {
  const { t } = usePage();
  const { id, helpersCount } = application;
  return (
    <Layout title={t('operator.applications.draft')} back={{ href: '/operator/applications?state=asking' }} form={form}>
      <p>
        <Tag>{t('application.state.draft')}</Tag> {renewed && <Tag tone="info">{t('operator.application.renewal')}</Tag>}
      </p>
      <p>{t('operator.applications.draft.text')}</p>
      {renewed && <Renewed organisation={renewed} members={helpersCount} />}
      <Conversation messages={messages} action={`/operator/applications/${id}/messages`} form={form} mine="operator" />
      <NoAnswer {...{ application, messages }} />
    </Layout>
  );
}
