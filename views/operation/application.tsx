import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import { type Application, declarations, longestMessage } from '../../src/organisations/application.ts';
import type { ApplicationMessage } from '../../src/organisations/application-message-store.ts';
import type { Organisation } from '../../src/organisations/organisation.ts';
import { Layout } from '../layout.tsx';
import { Conversation } from '../organisations/conversation.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button } from '../parts/button.tsx';
import { Radios } from '../parts/choices.tsx';
import { SummaryList } from '../parts/facts.tsx';
import { Field } from '../parts/field.tsx';
import { PostForm } from '../parts/form.tsx';
import { Tag } from '../parts/notice.tsx';
import { Hours } from '../parts/hours.tsx';
import { Details } from '../parts/sections.tsx';
import { TextArea } from '../parts/text-area.tsx';
import { NoAnswer } from './no-answer.tsx';
import { Former, type FormerBody, Renewed } from './known-body.tsx';

interface OperatorApplicationPageProps {
  application: Application;
  /** The certified body that asks for more time, as it stands. */
  renewed: Organisation | undefined;
  former: FormerBody | undefined;
  messages: readonly ApplicationMessage[];
  /** How many of those it names are still to be invited. */
  toInvite: number;
  form: Form;
  /** The day one usually certifies until. */
  until: string;
}

const facts = ['siret', 'name', 'address', 'postalCode', 'city', 'territory', 'phone', 'email', 'website'] as const;

/** One application: what it says, what was answered, and the answer to give. */
export function OperatorApplicationPage({
  application,
  renewed,
  former,
  messages,
  toInvite,
  form,
  until,
}: OperatorApplicationPageProps): JSX.Element {
  const { t } = usePage();
  const { id, organisation, people, state } = application;
  const base = `/operator/applications/${id}`;
  const isDeciding = 'decision' in form.values || 'decision' in form.mistakes;
  return (
    <Layout title={organisation?.name ?? t('application.title')} back={{ href: '/operator/applications' }} form={form}>
      <p>
        <Tag>{t(state === 'lapsed' || state === 'draft' ? `application.state.${state}` : `operator.applications.state.${state}`)}</Tag>{' '}
        {renewed && <Tag tone="info">{t('operator.application.renewal')}</Tag>}
      </p>
      {renewed && <Renewed organisation={renewed} members={application.helpersCount} />}
      {former && <Former {...former} />}
      <h2>{t('application.part.organisation')}</h2>
      <SummaryList
        facts={[
          ...(organisation ? [{ name: t('application.kind'), value: t(`organisation.kind.${organisation.kind}`) }] : []),
          ...facts.flatMap((name) => (organisation?.[name] ? [{ name: t(`application.${name}`), value: organisation[name] }] : [])),
          ...(organisation?.openingHours ? [{ name: t('application.openingHours'), value: <Hours of={organisation.openingHours} /> }] : []),
        ]}
      />
      {!renewed && <Candidates people={people} />}
      {toInvite > 0 && <p>{t('operator.application.toInvite', { count: toInvite })}</p>}
      <p>{t('operator.application.declared', { count: application.declarations.length, all: declarations.length })}</p>
      <Conversation
        messages={messages}
        action={`${base}/messages`}
        form={isDeciding ? { values: {}, mistakes: {} } : form}
        mine="operator"
      />
      <NoAnswer {...{ application, messages }} />
      {state === 'submitted' && (
        <Decision
          action={`${base}/decision`}
          form={isDeciding ? form : { values: {}, mistakes: {} }}
          until={until}
          isRenewal={renewed !== undefined}
        />
      )}
    </Layout>
  );
}

/** Who will manage, and who will help. */
function Candidates({ people }: Pick<Application, 'people'>): JSX.Element {
  const { t } = usePage();
  return (
    <>
      <h2>{t('application.part.manager')}</h2>
      {people?.manager && (
        <p>
          {people.manager.givenName} {people.manager.familyName}, {people.manager.email}, {people.manager.phone}
        </p>
      )}
      <Details summary={t('application.helpers.count', { count: people?.helpers.length ?? 0 })}>
        <ul>
          {people?.helpers.map(({ givenName, familyName, email }) => (
            <li key={email}>
              {givenName} {familyName}, {email}
            </li>
          ))}
        </ul>
      </Details>
    </>
  );
}

const answers = ['accept', 'changes', 'refuse'] as const;

function Decision({ action, form, until, isRenewal }: { action: string; form: Form; until: string; isRenewal: boolean }): JSX.Element {
  const { t } = usePage();
  const hintOf = (value: (typeof answers)[number]) =>
    t(value === 'accept' && isRenewal ? 'operator.decision.accept.renewal' : `operator.decision.${value}.hint`);
  return (
    <section>
      <h2>{t('operator.decision')}</h2>
      <PostForm action={action}>
        <Radios
          form={form}
          name="decision"
          label={t('operator.decision.label')}
          choices={answers.map((value) => ({ value, label: t(`operator.decision.${value}`), hint: hintOf(value) }))}
        />
        <Field form={form} name="until" kind="date" label={t('operator.decision.until')} value={until} optional />
        <TextArea
          form={form}
          name="answer"
          label={t('operator.decision.text')}
          hint={t('operator.decision.text.hint')}
          maxLength={longestMessage}
          optional
        />
        <Actions>
          <Button>{t('operator.decision.submit')}</Button>
        </Actions>
      </PostForm>
    </section>
  );
}
