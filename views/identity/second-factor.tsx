import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Button } from '../parts/button.tsx';
import { PostForm } from '../parts/form.tsx';
import { type PasskeyQuestion, ProofFields } from '../parts/proof.tsx';
import { Details } from '../parts/sections.tsx';

/** The code of the moment, or a passkey. */
export function SecondFactorPage({ form, passkey }: { form: Form; passkey: PasskeyQuestion }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('identity.secondFactor.title')} lead={t('identity.secondFactor.text')} form={form} scripts={['passkeys.js']}>
      <PostForm action="/second-factor">
        <ProofFields form={form} passkey={passkey} label={t('identity.secondFactor.code')} hint={t('identity.secondFactor.hint')} />
        <Button>{t('identity.secondFactor.action')}</Button>
      </PostForm>
      <Details summary={t('help.signIn.title')}>
        <p>{t('identity.secondFactor.lost')}</p>
      </Details>
    </Layout>
  );
}
