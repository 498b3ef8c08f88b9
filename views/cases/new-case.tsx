import type { JSX } from 'preact';
import { wordsLength } from '../../src/cases/case.ts';
import type { Form } from '../../src/http/parse-form.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Button } from '../parts/button.tsx';
import { PostForm } from '../parts/form.tsx';
import { TextArea } from '../parts/text-area.tsx';

const about = ['use', 'mandate', 'helper', 'organisation'] as const;

/** A supervisor opens a case, about what the page they come from showed. */
export function NewCasePage({ form }: { form: Form }): JSX.Element {
  const { t } = usePage();
  const given = about.filter((what) => form.values[`${what}Id`]);
  const subject = given[0] ?? 'service';
  return (
    <Layout title={t('cases.new')} lead={t('cases.new.lead')} back={{ href: '/supervision/cases' }} form={form}>
      <p>{t('journal.said.shown', { name: t('cases.new.about'), value: t(`cases.about.${subject}`) })}</p>
      <PostForm action="/supervision/cases">
        {given.map((what) => (
          <input key={what} type="hidden" name={`${what}Id`} value={String(form.values[`${what}Id`])} />
        ))}
        <TextArea form={form} name="words" label={t('cases.new.words')} hint={t('cases.new.words.hint')} maxLength={wordsLength.most} />
        <Button>{t('cases.new')}</Button>
      </PostForm>
    </Layout>
  );
}
