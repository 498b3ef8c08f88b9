import type { JSX } from 'preact';
import type { CaseView } from '../../src/cases/view-case.ts';
import type { Form } from '../../src/http/parse-form.ts';
import { hasText } from '../../src/http/texts.ts';
import { mandateReference } from '../../src/mandates/pseudonym.ts';
import type { Use } from '../../src/mandates/use.ts';
import { type Helper, helperName } from '../../src/organisations/helper.ts';
import { fullName } from '../../src/people/person.ts';
import { Layout } from '../layout.tsx';
import { type Translate, usePage } from '../page.tsx';
import { Day, type Fact, Instant, SummaryList } from '../parts/facts.tsx';
import { Notice } from '../parts/notice.tsx';
import { WhatOneMayDo } from './staff-acts.tsx';
import { casePaths, type CaseSide, CaseStateTag, caseTitle } from './staff-list.tsx';
import { CaseSteps } from './steps.tsx';

export interface StaffCasePageProps extends CaseView {
  side: CaseSide;
  /** To whom a supervisor may hand it over. */
  colleagues: readonly Helper[];
  /** The account that looks. */
  me: string;
  form: Form;
  at: Date;
}

/** One case, to the manager who must answer it or the supervisor who concludes: what was said, and what one may do. */
export function StaffCasePage(props: StaffCasePageProps): JSX.Element {
  const { side, one, steps, form, isVeiled, person } = props;
  const { t, path } = usePage();
  return (
    <Layout title={t(caseTitle(one), { at: one.openedAt })} back={{ href: casePaths[side] }} form={form}>
      {person && (
        <Notice>
          <p>{t('cases.look')}</p>
        </Notice>
      )}
      {isVeiled && (
        <p class="hint">
          {t('cases.veiled')} <a href={`/supervision/reason?back=${encodeURIComponent(path)}`}>{t('supervision.reason.give')}</a>
        </p>
      )}
      <SummaryList facts={factsOf(props, t)} />
      <CaseSteps one={one} steps={steps} to="staff" />
      <WhatOneMayDo {...props} />
    </Layout>
  );
}

function factsOf({ side, one, use, person, organisation, helper, at, me }: StaffCasePageProps, t: Translate): Fact[] {
  const known = (name: string, value: Fact['value'] | null | undefined): Fact[] => (value ? [{ name, value }] : []);
  const assigned = one.assignedTo === null ? 'nobody' : one.assignedTo === me ? 'me' : 'another';
  return [
    { name: t('cases.fact.origin'), value: t(`cases.origin.${one.origin}`) },
    ...known(t('supervision.alerts.rule'), ruleTitle(one.cause, t)),
    ...known(t('cases.fact.person'), person ? fullName(person.identity) : one.mandateId && mandateReference(one.mandateId)),
    ...known(t('cases.fact.organisation'), organisation?.name),
    ...known(t('cases.fact.helper'), helper && helperName(helper)),
    ...known(t('cases.fact.use'), use && <UseOf use={use} side={side} />),
    ...known(t('cases.fact.service'), use?.clientName),
    ...known(t('mandates.fact.procedure'), use && t(`terms.procedure.${use.procedure}.title`)),
    { name: t('cases.fact.state'), value: <CaseStateTag one={one} at={at} /> },
    ...known(t('cases.fact.due'), one.dueAt && <Day of={one.dueAt} />),
    ...known(t('cases.fact.outcome'), one.outcome && t(`cases.outcome.${one.outcome}`)),
    ...(one.state === 'closed' ? [] : [{ name: t('cases.fact.assigned'), value: t(`cases.assigned.${assigned}`) }]),
  ];
}

/** When it was; to a supervisor, the way to its story. */
function UseOf({ use, side }: { use: Use; side: CaseSide }): JSX.Element {
  const when = <Instant at={use.usedAt} />;
  return side === 'supervisor' ? <a href={`/supervision/uses/${use.id}`}>{when}</a> : when;
}

/** The rule that noticed, in words, when a rule did. */
function ruleTitle(cause: string | null, t: Translate): string | null {
  const key = `supervision.rule.${cause ?? ''}.title`;
  return hasText(key) ? t(key) : null;
}
