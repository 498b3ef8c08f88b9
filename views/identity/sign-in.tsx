import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { PostForm } from '../parts/form.tsx';

/** The two ways in for helpers; and where the others go. */
export function SignInPage({ form }: { form: Form }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('identity.signIn.title')} lead={t('identity.signIn.lead')} form={form}>
      <section>
        <h2>{t('identity.signIn.proConnect.title')}</h2>
        <p>{t('identity.signIn.proConnect.text')}</p>
        <PostForm action="/sign-in/proconnect">
          <Button>{t('identity.signIn.proConnect.action')}</Button>
        </PostForm>
      </section>
      <section>
        <h2>{t('identity.signIn.link.title')}</h2>
        <p>{t('identity.signIn.link.text')}</p>
        <PostForm action="/sign-in/link">
          <Field form={form} name="email" kind="email" label={t('identity.signIn.link.email')} />
          <Button look="secondary">{t('identity.signIn.link.action')}</Button>
        </PostForm>
      </section>
      <p>
        <a href="/help">{t('identity.signIn.person')}</a>
      </p>
    </Layout>
  );
}
