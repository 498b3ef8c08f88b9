import type { JSX } from 'preact';
import { wordsLength } from '../../src/cases/case.ts';
import type { CaseView } from '../../src/cases/view-case.ts';
import type { Form } from '../../src/http/parse-form.ts';
import { fullName } from '../../src/people/person.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Button } from '../parts/button.tsx';
import { Radios } from '../parts/choices.tsx';
import { Day, Instant, SummaryList } from '../parts/facts.tsx';
import { PostForm } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';
import { TextArea } from '../parts/text-area.tsx';
import { casePaths, type CaseSide, CaseStateTag } from './staff-list.tsx';
import { CaseSteps } from './steps.tsx';

interface StaffCasePageProps extends CaseView {
  side: CaseSide;
  form: Form;
  at: Date;
}

/** One case, to the manager who must answer it or the supervisor who concludes: what the person says, and what one may do. */
export function StaffCasePage(props: StaffCasePageProps): JSX.Element {
  const { side, one, use, person, organisation, steps, form, at } = props;
  const { t } = usePage();
  return (
    <Layout title={t('cases.see', { at: one.openedAt })} back={{ href: casePaths[side] }} form={form}>
      <Notice>
        <p>{t('cases.look')}</p>
      </Notice>
      <SummaryList
        facts={[
          { name: t('cases.fact.person'), value: fullName(person.identity) },
          { name: t('cases.fact.organisation'), value: organisation.name },
          { name: t('cases.fact.use'), value: <Instant at={use.usedAt} /> },
          { name: t('cases.fact.service'), value: use.clientName },
          { name: t('mandates.fact.procedure'), value: t(`terms.procedure.${use.procedure}.title`) },
          { name: t('cases.fact.state'), value: <CaseStateTag one={one} at={at} /> },
          ...(one.dueAt ? [{ name: t('cases.fact.due'), value: <Day of={one.dueAt} /> }] : []),
        ]}
      />
      <CaseSteps steps={steps} to="staff" />
      <WhatOneMayDo {...props} />
    </Layout>
  );
}

function WhatOneMayDo({ side, one, moves, form }: StaffCasePageProps): JSX.Element | null {
  const { t } = usePage();
  const here = `${casePaths[side]}/${one.id}`;
  const endings = moves.filter((move) => move === 'return' || move === 'close');
  if (moves.includes('answer'))
    return (
      <PostForm action={`${here}/answer`}>
        <TextArea form={form} name="words" label={t('cases.answer')} hint={t('cases.answer.hint')} maxLength={wordsLength.most} />
        <Button>{t('cases.answer.send')}</Button>
      </PostForm>
    );
  if (moves.includes('take'))
    return (
      <PostForm action={`${here}/take`}>
        <Button>{t('cases.take')}</Button>
      </PostForm>
    );
  if (endings.length === 0) return null;
  return (
    <PostForm action={`${here}/decision`}>
      <Radios
        form={form}
        name="act"
        label={t('cases.decision')}
        choices={endings.map((move) => ({ value: move, label: t(`cases.decision.${move}`) }))}
      />
      <TextArea form={form} name="words" label={t('cases.decision.words')} hint={t('cases.decision.hint')} maxLength={wordsLength.most} />
      <Button>{t('cases.decision.send')}</Button>
    </PostForm>
  );
}
