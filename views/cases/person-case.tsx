import type { JSX } from 'preact';
import { wordsLength } from '../../src/cases/case.ts';
import type { CaseView } from '../../src/cases/view-case.ts';
import type { Form } from '../../src/http/parse-form.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Button } from '../parts/button.tsx';
import { SummaryList } from '../parts/facts.tsx';
import { TextArea } from '../parts/text-area.tsx';
import { PostForm } from '../parts/form.tsx';
import { HowFar } from './person-list.tsx';
import { CaseSteps } from './steps.tsx';

/** One case, to the person who contests: what was said, and what they may do now. */
export function PersonCasePage({ one, use, organisation, steps, moves, form, at }: CaseView & { form: Form; at: Date }): JSX.Element {
  const { t } = usePage();
  const here = `/me/cases/${one.id}`;
  return (
    <Layout title={t('person.case.case', { at: one.openedAt })} back={{ href: '/me/cases' }} form={form}>
      <SummaryList
        facts={[
          {
            name: t('person.case.about'),
            value: t('person.case.what', { at: use.usedAt, organisation: organisation.name, service: use.clientName }),
          },
          { name: t('person.case.state'), value: <HowFar one={one} at={at} /> },
        ]}
      />
      <h2>{t('person.case.story')}</h2>
      <CaseSteps steps={steps} to="person" />
      {moves.includes('accept') && (
        <PostForm action={here}>
          <input type="hidden" name="act" value="accept" />
          <Button>{t('person.case.act.accept')}</Button>
        </PostForm>
      )}
      {moves.includes('appeal') && (
        <PostForm action={`${here}/appeal`}>
          <TextArea form={form} name="words" label={t('person.case.act.appeal.words')} maxLength={wordsLength.most} />
          <Button look="secondary">{t('person.case.act.appeal')}</Button>
        </PostForm>
      )}
      {moves.includes('withdraw') && (
        <PostForm action={here}>
          <input type="hidden" name="act" value="withdraw" />
          <Button look="secondary">{t('person.case.act.withdraw')}</Button>
        </PostForm>
      )}
    </Layout>
  );
}
