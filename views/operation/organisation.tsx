import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import type { IndexedEntry } from '../../src/journal/store.ts';
import { longestMessage } from '../../src/organisations/application.ts';
import type { EndedOrganisation } from '../../src/organisations/ending-store.ts';
import type { Organisation } from '../../src/organisations/organisation.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button } from '../parts/button.tsx';
import { Day, SummaryList } from '../parts/facts.tsx';
import { PostForm } from '../parts/form.tsx';
import { Field } from '../parts/field.tsx';
import { Notice } from '../parts/notice.tsx';
import { TextArea } from '../parts/text-area.tsx';
import { Ended, OrganisationHistory } from './organisation-history.tsx';
import { KindOf } from '../organisations/kind.tsx';
import { Standing } from '../organisations/standing.tsx';

interface OrganisationPageProps {
  organisation: Organisation;
  /** Whether somebody who is let in manages it. */
  isManaged: boolean;
  ending: EndedOrganisation | undefined;
  /** What the record says of how it stood. */
  entries: readonly IndexedEntry[];
  /** Of those who decided, by id. */
  names: ReadonlyMap<string, string>;
  form: Form;
  at: Date;
}

/** One organisation, how it came to stand as it does, and what stops it: always with a reason. */
export function OperatorOrganisationPage(props: OrganisationPageProps): JSX.Element {
  const { t } = usePage();
  const { organisation, isManaged, ending, entries, names, form, at } = props;
  const { id, name, siret, kind, address, territory, certificationExpiresAt, suspendedAt, withdrawnAt } = organisation;
  const base = `/operator/organisations/${id}`;
  const first = suspendedAt ? `${base}/suspension/lift` : `${base}/suspension`;
  return (
    <Layout title={name} back={{ href: '/operator/organisations' }} form={form}>
      {withdrawnAt && <Ended ending={ending} />}
      <SummaryList
        facts={[
          { name: t('operator.organisation.standing'), value: <Standing organisation={organisation} at={at} /> },
          { name: t('application.siret'), value: siret },
          { name: t('application.kind'), value: <KindOf code={kind} /> },
          { name: t('application.address'), value: address },
          { name: t('application.territory'), value: territory },
          ...(certificationExpiresAt && !withdrawnAt
            ? [{ name: t('operator.decision.until'), value: <Day of={certificationExpiresAt} /> }]
            : []),
        ]}
      />
      {!withdrawnAt && !isManaged && <GiveManager id={id} form={form} />}
      {!withdrawnAt && (
        <PostForm action={first}>
          <h2>{t(suspendedAt ? 'operator.lift' : 'operator.stop')}</h2>
          <TextArea
            form={form}
            name="reason"
            label={t('operator.reason')}
            hint={t('operator.reason.hint')}
            rows={3}
            maxLength={longestMessage}
          />
          <p>{t(suspendedAt ? 'operator.lift.text' : 'operator.suspend.text')}</p>
          <Actions>
            <Button look={suspendedAt ? 'primary' : 'danger'}>{t(suspendedAt ? 'operator.lift' : 'operator.suspend')}</Button>
            <Button look="secondary" formAction={`${base}/withdrawal`}>
              {t('operator.withdraw')}
            </Button>
          </Actions>
          <p class="hint">{t('operator.withdraw.text')}</p>
        </PostForm>
      )}
      <OrganisationHistory entries={entries} names={names} />
    </Layout>
  );
}

/** Whoever managed it is gone or not let in: one of its members takes their place, on the word of two operators. */
function GiveManager({ id, form }: { id: string; form: Form }): JSX.Element {
  const { t } = usePage();
  return (
    <Notice tone="warning" title={t('operator.unmanaged.title')}>
      <p>
        {t('operator.unmanaged.text')} <a href="/operator/accounts">{t('operator.accounts.title')}</a>
      </p>
      <PostForm action={`/operator/organisations/${id}/manager`}>
        <Field form={form} name="email" kind="email" label={t('operator.unmanaged.email')} hint={t('operator.unmanaged.hint')} />
        <Button look="secondary">{t('operator.request.submit')}</Button>
      </PostForm>
    </Notice>
  );
}
