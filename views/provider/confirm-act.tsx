import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import type { SensitiveAct } from '../../src/mandates/sensitive.ts';
import type { Choice } from '../../src/provider/forms.ts';
import type { Interaction } from '../../src/provider/interaction.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { PostForm } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';
import { BackToService } from './back-to-service.tsx';

/** By what the code left, or why there is nowhere to send it; null before it is asked for. */
export type Sent = 'sms' | 'email' | 'impossible' | 'shared' | null;

interface ConfirmActPageProps {
  interaction: Interaction;
  choice: Choice;
  acts: readonly SensitiveAct[];
  form: Form;
  sent: Sent;
}

/** The person, and nobody else, says yes to a sensitive act: they read out the code they received. */
export function ConfirmActPage({ interaction, choice, acts, form, sent }: ConfirmActPageProps): JSX.Element {
  const { t } = usePage();
  const here = `/interaction/${interaction.uid}/confirmation`;
  const isNowhere = sent === 'impossible' || sent === 'shared';
  return (
    <Layout
      title={t('provider.confirm.title')}
      lead={t('provider.confirm.lead', { service: interaction.client.name })}
      back={{ href: `/interaction/${interaction.uid}` }}
      form={form}
    >
      <ul>
        {acts.map((act) => (
          <li key={act}>
            <strong>{t(`person.sensitive.${act}`)}</strong>
          </li>
        ))}
      </ul>
      {isNowhere ? (
        <Notice tone="warning">
          <p>{t(`provider.confirm.${sent}`)}</p>
        </Notice>
      ) : (
        <p>{sent === null ? t('provider.confirm.how') : t(`provider.confirm.sent.${sent}`)}</p>
      )}
      {(sent === 'sms' || sent === 'email') && (
        <PostForm action={`${here}/code`}>
          <Chosen choice={choice} />
          <input type="hidden" name="sent" value={sent} />
          <Field form={form} name="code" kind="code" size={8} label={t('provider.confirm.code')} hint={t('provider.confirm.code.hint')} />
          <Button>{t('provider.confirm.go')}</Button>
        </PostForm>
      )}
      {!isNowhere && (
        <PostForm action={here}>
          <Chosen choice={choice} />
          <Button look={sent === null ? 'primary' : 'secondary'}>
            {t(sent === null ? 'provider.confirm.send' : 'provider.confirm.again')}
          </Button>
        </PostForm>
      )}
      <BackToService uid={interaction.uid} />
    </Layout>
  );
}

function Chosen({ choice }: { choice: Choice }): JSX.Element {
  return (
    <>
      <input type="hidden" name="mandateId" value={choice.mandateId} />
      <input type="hidden" name="procedure" value={choice.procedure} />
    </>
  );
}
