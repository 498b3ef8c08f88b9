import type { JSX } from 'preact';
import { wordsLength } from '../../src/cases/case.ts';
import type { Form } from '../../src/http/parse-form.ts';
import type { Use } from '../../src/mandates/use.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Button } from '../parts/button.tsx';
import { TextArea } from '../parts/text-area.tsx';
import { PostForm } from '../parts/form.tsx';
import { Sentences } from '../parts/sentences.tsx';

interface ContestPageProps {
  use: Use;
  organisation: string;
  form: Form;
}

/** The person says what is wrong with one use of their mandate. */
export function ContestPage({ use, organisation, form }: ContestPageProps): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('person.case.open')} picture="speech" lead={t('person.case.lead')} back={{ href: '/me/cases' }} form={form}>
      <p>
        <Sentences text={t('person.case.what', { at: use.usedAt, organisation, service: use.clientName })} />
      </p>
      <PostForm action={`/me/uses/${use.id}/contest`}>
        <TextArea form={form} name="words" label={t('person.case.words')} hint={t('person.case.words.hint')} maxLength={wordsLength.most} />
        <Button>{t('person.case.send')}</Button>
      </PostForm>
    </Layout>
  );
}
