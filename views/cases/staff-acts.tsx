import type { JSX } from 'preact';
import { wordsLength } from '../../src/cases/case.ts';
import type { CaseAct } from '../../src/cases/case-states.ts';
import { outcomeNames } from '../../src/cases/outcome.ts';
import type { Form } from '../../src/http/parse-form.ts';
import { helperName } from '../../src/organisations/helper.ts';
import { usePage } from '../page.tsx';
import { Button } from '../parts/button.tsx';
import { Radios } from '../parts/choices.tsx';
import { PostForm } from '../parts/form.tsx';
import { Select } from '../parts/select.tsx';
import { TextArea } from '../parts/text-area.tsx';
import { casePaths } from './staff-list.tsx';
import type { StaffCasePageProps } from './staff-case.tsx';

/** The acts that are somebody's now, each with its form. */
export function WhatOneMayDo(props: StaffCasePageProps): JSX.Element {
  const { side, one, moves, form } = props;
  const here = `${casePaths[side]}/${one.id}`;
  return (
    <>
      {moves.includes('answer') && <Say act="answer" action={`${here}/answer`} form={form} />}
      {moves.includes('object') && <Say act="object" action={`${here}/appeal`} form={form} />}
      {one.state === 'awaiting_second' && side === 'supervisor' && <SecondEyes here={here} moves={moves} form={form} />}
      {(moves.includes('close') || moves.includes('return')) && <Decide here={here} moves={moves} form={form} />}
      {moves.includes('take') && one.assignedTo !== props.me && <Take here={here} />}
      {moves.includes('assign') && props.colleagues.length > 0 && <Assign {...props} here={here} />}
    </>
  );
}

interface ActProps {
  here: string;
  moves: readonly CaseAct[];
  form: Form;
}

function Say({ act, action, form }: { act: 'answer' | 'object'; action: string; form: Form }): JSX.Element {
  const { t } = usePage();
  const [label, send] = act === 'answer' ? [t('cases.answer'), t('cases.answer.send')] : [t('cases.object.words'), t('cases.object')];
  return (
    <PostForm action={action}>
      <TextArea form={form} name="words" label={label} hint={t('cases.answer.hint')} maxLength={wordsLength.most} />
      <Button look={act === 'answer' ? 'primary' : 'secondary'}>{send}</Button>
    </PostForm>
  );
}

/** A second supervisor agrees, or says why not. */
function SecondEyes({ here, moves, form }: ActProps): JSX.Element {
  const { t } = usePage();
  return (
    <>
      <p>{t(moves.includes('confirm') ? 'cases.second' : 'cases.second.mine')}</p>
      {moves.includes('confirm') && (
        <PostForm action={`${here}/second`}>
          <input type="hidden" name="act" value="confirm" />
          <Button>{t('cases.confirm')}</Button>
        </PostForm>
      )}
      {moves.includes('decline') && (
        <PostForm action={`${here}/second`}>
          <input type="hidden" name="act" value="decline" />
          <TextArea form={form} name="words" label={t('cases.decline.words')} maxLength={wordsLength.most} />
          <Button look="secondary">{t('cases.decline')}</Button>
        </PostForm>
      )}
    </>
  );
}

function Decide({ here, moves, form }: ActProps): JSX.Element {
  const { t } = usePage();
  const endings = moves.filter((move) => move === 'return' || move === 'close');
  return (
    <PostForm action={`${here}/decision`}>
      <Radios
        form={form}
        name="act"
        label={t('cases.decision')}
        choices={endings.map((move) => ({ value: move, label: t(`cases.decision.${move}`) }))}
      />
      {moves.includes('close') && (
        <Select
          form={form}
          name="outcome"
          label={t('cases.fact.outcome')}
          hint={t('cases.outcome.hint')}
          none={t('cases.outcome.none')}
          optional
          choices={outcomeNames.map((value) => ({ value, label: t(`cases.outcome.${value}`) }))}
        />
      )}
      <TextArea form={form} name="words" label={t('cases.decision.words')} hint={t('cases.decision.hint')} maxLength={wordsLength.most} />
      <Button>{t('cases.decision.send')}</Button>
    </PostForm>
  );
}

function Take({ here }: { here: string }): JSX.Element {
  const { t } = usePage();
  return (
    <PostForm action={`${here}/take`}>
      <Button look="secondary">{t('cases.take')}</Button>
    </PostForm>
  );
}

function Assign({ here, colleagues, form }: StaffCasePageProps & { here: string }): JSX.Element {
  const { t } = usePage();
  return (
    <PostForm action={`${here}/assignment`}>
      <Select
        form={form}
        name="assignee"
        label={t('cases.assign.to')}
        none={t('cases.assign.none')}
        choices={colleagues.map((colleague) => ({ value: colleague.id, label: helperName(colleague) }))}
      />
      <Button look="secondary">{t('cases.assign')}</Button>
    </PostForm>
  );
}
