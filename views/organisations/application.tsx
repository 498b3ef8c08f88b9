import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import { type Application, isOpen, missingParts, parts } from '../../src/organisations/application.ts';
import type { ApplicationMessage } from '../../src/organisations/application-message-store.ts';
import { Layout } from '../layout.tsx';
import { usePage, type Tone } from '../page.tsx';
import { Actions, Button, ButtonLink } from '../parts/button.tsx';
import { Day } from '../parts/facts.tsx';
import { PostForm } from '../parts/form.tsx';
import { Notice, Tag } from '../parts/notice.tsx';
import { DataTable } from '../parts/table.tsx';
import { Conversation } from './conversation.tsx';

interface ApplicationPageProps {
  application: Application;
  messages: readonly ApplicationMessage[];
  form: Form;
}

const tones = {
  draft: 'info',
  submitted: 'info',
  changes_requested: 'warning',
  accepted: 'success',
  refused: 'danger',
  lapsed: 'warning',
} as const satisfies Record<Application['state'], Tone>;

/** An application as its applicant finds it: where it stands, what is still missing, what was answered. */
export function ApplicationPage({ application, messages, form }: ApplicationPageProps): JSX.Element {
  const { t } = usePage();
  const { state, organisation, expiresAt } = application;
  const answer = messages.filter(({ kind }) => kind !== 'message').at(-1);
  return (
    <Layout title={organisation?.name ?? t('application.title')} form={form}>
      <Notice tone={tones[state]} title={t(`application.state.${state}`)}>
        <p>{t(`application.state.${state}.text`)}</p>
        {answer && state !== 'draft' && state !== 'submitted' && <blockquote class="quoted">{answer.text}</blockquote>}
        {state === 'accepted' && <ButtonLink href="/sign-in">{t('application.signIn')}</ButtonLink>}
      </Notice>
      {isOpen(application) && (
        <p class="hint">
          {t('application.until')} <Day of={expiresAt} />
        </p>
      )}
      <Parts application={application} />
      {state !== 'lapsed' && <Conversation messages={messages} action="/application/messages" form={form} mine="applicant" />}
      <PostForm action="/application/leave">
        <Button look="quiet">{t('application.leave')}</Button>
      </PostForm>
    </Layout>
  );
}

function Parts({ application }: { application: Application }): JSX.Element | null {
  const { t } = usePage();
  const missing = missingParts(application);
  if (!isOpen(application)) return null;
  return (
    <section>
      <DataTable
        caption={t('application.parts')}
        rows={parts}
        columns={[
          { title: t('application.part'), cell: (part) => <a href={`/application/${part}`}>{t(`application.part.${part}`)}</a> },
          {
            title: t('application.part.state'),
            cell: (part) =>
              missing.includes(part) ? (
                <Tag tone="warning">{t('application.part.missing')}</Tag>
              ) : (
                <Tag tone="success">{t('application.part.done')}</Tag>
              ),
          },
        ]}
      />
      {missing.length === 0 ? (
        <PostForm action="/application/submission">
          <p>{t('application.submit.text')}</p>
          <Actions>
            <Button>{t(application.state === 'draft' ? 'application.submit' : 'application.resubmit')}</Button>
          </Actions>
        </PostForm>
      ) : (
        <Actions>
          <ButtonLink href={`/application/${missing[0] ?? 'organisation'}`}>{t('application.continue')}</ButtonLink>
        </Actions>
      )}
    </section>
  );
}
