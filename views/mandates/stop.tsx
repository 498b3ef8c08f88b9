import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { PostForm } from '../parts/form.tsx';
import { Sentences } from '../parts/sentences.tsx';

/** One types the code that is on the paper. Nothing ends yet. */
export function StopPage({ form }: { form: Form }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('person.stop.title')} picture="hand" lead={t('person.stop.lead')} form={form}>
      <PostForm action="/stop">
        <Field form={form} name="stopCode" kind="stopCode" label={t('person.stop.code')} hint={t('person.stop.code.hint')} size={19} />
        <Actions>
          <Button>{t('person.stop.go')}</Button>
        </Actions>
      </PostForm>
      <section class="reading">
        <h2>{t('person.stop.lost.title')}</h2>
        <p>
          <Sentences text={t('person.stop.lost.text')} />
        </p>
      </section>
    </Layout>
  );
}
