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
import { HowFar, WhatAbout } from './person-list.tsx';
import { CaseSteps } from './steps.tsx';

/** One case, to the person who contests: what was said, and what they may do now. */
export function PersonCasePage(props: CaseView & { form: Form; at: Date }): JSX.Element {
  const { one, use, organisation, steps, moves, form, at } = props;
  const { t } = usePage();
  const here = `/me/cases/${one.id}`;
  const isInquiry = one.origin !== 'contest';
  const asks = moves.includes('challenge') ? 'challenge' : 'appeal';
  return (
    <Layout
      title={t(isInquiry ? 'person.case.inquiry' : 'person.case.case', { at: one.openedAt })}
      picture="speech"
      {...(isInquiry && { lead: t('person.case.inquiry.lead') })}
      back={{ href: '/me/cases' }}
      form={form}
    >
      <SummaryList
        facts={[
          {
            name: t(isInquiry ? 'person.case.about.inquiry' : 'person.case.about'),
            value: <WhatAbout usedAt={use?.usedAt ?? null} organisation={organisation?.name ?? null} service={use?.clientName ?? null} />,
          },
          { name: t('person.case.state'), value: <HowFar one={one} at={at} /> },
          ...(one.outcome && one.state === 'closed'
            ? [{ name: t('person.case.outcome'), value: t(`person.case.outcome.${one.outcome}`) }]
            : []),
        ]}
      />
      <h2>{t('person.case.story')}</h2>
      <CaseSteps one={one} steps={steps} to="person" />
      {moves.includes('accept') && (
        <PostForm action={here}>
          <input type="hidden" name="act" value="accept" />
          <Button>{t('person.case.act.accept')}</Button>
        </PostForm>
      )}
      {moves.includes(asks) && (
        <PostForm action={`${here}/appeal`}>
          <TextArea form={form} name="words" label={t(`person.case.act.${asks}.words`)} maxLength={wordsLength.most} />
          <Button look="secondary">{t(`person.case.act.${asks}`)}</Button>
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
