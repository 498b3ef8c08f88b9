import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { PostForm } from '../parts/form.tsx';
import { Details } from '../parts/sections.tsx';

/** The code of the moment. */
export function SecondFactorPage({ form }: { form: Form }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('identity.secondFactor.title')} lead={t('identity.secondFactor.text')} form={form}>
      <PostForm action="/second-factor">
        <Field form={form} name="code" kind="code" size={8} label={t('identity.secondFactor.code')} />
        <Button>{t('identity.secondFactor.action')}</Button>
      </PostForm>
      <Details summary={t('help.signIn.title')}>
        <p>{t('identity.secondFactor.lost')}</p>
      </Details>
    </Layout>
  );
}
