import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button } from '../parts/button.tsx';
import { Radios } from '../parts/choices.tsx';
import { Field } from '../parts/field.tsx';
import { PostForm } from '../parts/form.tsx';
import { TextArea } from '../parts/text-area.tsx';

const signatures = ['ES256', 'HS256'] as const;

/** A hub to register: another operator approves, and reads its secret once. */
export function HubPage({ form }: { form: Form }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('operator.client.hub')} lead={t('operator.client.hub.lead')} back={{ href: '/operator/clients' }} form={form}>
      <PostForm action="/operator/clients/hub">
        <Field form={form} name="id" label={t('operator.client.id')} hint={t('operator.client.id.hint')} />
        <Field form={form} name="name" label={t('operator.client.name')} />
        <TextArea
          form={form}
          name="redirectUris"
          label={t('operator.client.redirectUris')}
          hint={t('operator.client.addresses.hint')}
          rows={3}
          dir="ltr"
        />
        <TextArea
          form={form}
          name="postLogoutRedirectUris"
          label={t('operator.client.postLogoutRedirectUris')}
          rows={3}
          dir="ltr"
          optional
        />
        <Radios
          form={form}
          name="idTokenAlg"
          label={t('operator.client.idTokenAlg')}
          chosen="ES256"
          choices={signatures.map((value) => ({ value, label: value }))}
        />
        <Radios
          form={form}
          name="userinfo"
          label={t('operator.client.userinfo')}
          chosen="json"
          choices={['json', ...signatures].map((value) => ({ value, label: value }))}
        />
        <Actions>
          <Button>{t('operator.request.submit')}</Button>
        </Actions>
      </PostForm>
    </Layout>
  );
}
