import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import type { Draft } from '../../src/mandates/draft.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { PostForm } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';

/** The person is not here: where to send them the link. */
export function AskRemotelyPage({ draft, form }: { draft: Draft; form: Form }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('mandates.remote.title')} lead={t('mandates.remote.lead')} back={{ href: `/drafts/${draft.id}` }} form={form}>
      <Notice>
        <p>{t('mandates.remote.private')}</p>
      </Notice>
      <PostForm action={`/drafts/${draft.id}/request`}>
        <Field form={form} name="address" label={t('mandates.remote.address')} hint={t('mandates.remote.address.hint')} />
        <Actions>
          <Button>{t('mandates.remote.send')}</Button>
        </Actions>
      </PostForm>
      {draft.personId === null && (
        <p>
          <a href={`/drafts/${draft.id}/sms`}>{t('mandates.remote.sms.way')}</a>
        </p>
      )}
    </Layout>
  );
}
