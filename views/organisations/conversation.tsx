import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import { longestMessage } from '../../src/organisations/application.ts';
import type { ApplicationMessage } from '../../src/organisations/application-message-store.ts';
import { usePage } from '../page.tsx';
import { Button } from '../parts/button.tsx';
import { Instant } from '../parts/facts.tsx';
import { PostForm } from '../parts/form.tsx';
import { TextArea } from '../parts/text-area.tsx';

interface ConversationProps {
  messages: readonly ApplicationMessage[];
  action: string;
  form: Form;
  /** Who reads it. */
  mine: 'applicant' | 'operator';
}

/** What applicant and operators wrote to each other, oldest first, and room to answer. */
export function Conversation({ messages, action, form, mine }: ConversationProps): JSX.Element {
  const { t } = usePage();
  return (
    <section>
      <h2>{t('application.conversation')}</h2>
      {messages.length === 0 && <p>{t(`application.conversation.empty.${mine}`)}</p>}
      <ol class="conversation">
        {messages.map((message) => (
          <li key={message.id}>
            <p class="hint">
              {t(message.operatorId === null ? 'application.by.applicant' : `application.by.${message.kind}`)}{' '}
              <Instant at={message.sentAt} />
            </p>
            <p class="quoted">{message.text}</p>
          </li>
        ))}
      </ol>
      <PostForm action={action}>
        <TextArea form={form} name="text" label={t(`application.write.${mine}`)} rows={4} maxLength={longestMessage} />
        <Button look="secondary">{t('application.write.submit')}</Button>
      </PostForm>
    </section>
  );
}
