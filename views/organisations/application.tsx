import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import { type Application, isOpen } from '../../src/organisations/application.ts';
import type { ApplicationMessage } from '../../src/organisations/application-message-store.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Button, ButtonLink } from '../parts/button.tsx';
import { Day } from '../parts/facts.tsx';
import { PostForm } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';
import { applicationTones, ApplicationParts } from './application-parts.tsx';
import { Conversation } from './conversation.tsx';

interface ApplicationPageProps {
  application: Application;
  messages: readonly ApplicationMessage[];
  form: Form;
}

/** An application as its applicant finds it: where it stands, what is still missing, what was answered. */
export function ApplicationPage({ application, messages, form }: ApplicationPageProps): JSX.Element {
  const { t } = usePage();
  const { state, organisation, expiresAt } = application;
  const answer = messages.filter(({ kind }) => kind !== 'message').at(-1);
  return (
    <Layout title={organisation?.name ?? t('application.title')} form={form}>
      <Notice tone={applicationTones[state]} title={t(`application.state.${state}`)}>
        <p>{t(`application.state.${state}.text`)}</p>
        {answer && state !== 'draft' && state !== 'submitted' && <blockquote class="quoted">{answer.text}</blockquote>}
        {state === 'accepted' && <ButtonLink href="/sign-in">{t('application.signIn')}</ButtonLink>}
      </Notice>
      {isOpen(application) && (
        <p class="hint">
          {t('application.until')} <Day of={expiresAt} />
        </p>
      )}
      <ApplicationParts application={application} base="/application" />
      {state !== 'lapsed' && <Conversation messages={messages} action="/application/messages" form={form} mine="applicant" />}
      <PostForm action="/application/leave">
        <Button look="quiet">{t('application.leave')}</Button>
      </PostForm>
    </Layout>
  );
}
