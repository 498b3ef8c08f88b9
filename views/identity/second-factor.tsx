import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import type { ProofAsked } from '../../src/identity/proof-asked.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Button } from '../parts/button.tsx';
import { PostForm } from '../parts/form.tsx';
import { ProofFields } from '../parts/proof.tsx';
import { wordedFor, wordsFor } from '../parts/proof-words.ts';
import { Details } from '../parts/sections.tsx';

/** The code of the moment, or a passkey: what the helper has. */
export function SecondFactorPage({ form, asked }: { form: Form; asked: ProofAsked }): JSX.Element {
  const { t } = usePage();
  const shown = wordedFor(form, asked);
  return (
    <Layout
      title={t('identity.secondFactor.title')}
      lead={t('identity.secondFactor.text', wordsFor(asked))}
      form={shown}
      scripts={['passkeys.js']}
    >
      <PostForm action="/second-factor">
        <ProofFields form={shown} asked={asked} label="identity.secondFactor.code" />
        <Button>{t('identity.secondFactor.action')}</Button>
      </PostForm>
      <Details summary={t('help.signIn.title')}>
        <p>{t('identity.secondFactor.lost')}</p>
      </Details>
    </Layout>
  );
}
