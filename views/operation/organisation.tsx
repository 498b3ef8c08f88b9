import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import type { IndexedEntry } from '../../src/journal/store.ts';
import type { EndedOrganisation } from '../../src/organisations/ending-store.ts';
import type { Organisation } from '../../src/organisations/organisation.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button } from '../parts/button.tsx';
import { Day, SummaryList } from '../parts/facts.tsx';
import { PostForm } from '../parts/form.tsx';
import { TextArea } from '../parts/text-area.tsx';
import { Ended, OrganisationHistory } from './organisation-history.tsx';
import { Standing } from '../organisations/standing.tsx';

interface OrganisationPageProps {
  organisation: Organisation;
  ending: EndedOrganisation | undefined;
  /** What the record says of how it stood. */
  entries: readonly IndexedEntry[];
  /** Of those who decided, by id. */
  names: ReadonlyMap<string, string>;
  form: Form;
  at: Date;
}

/** One organisation, how it came to stand as it does, and what stops it: always with a reason. */
export function OperatorOrganisationPage({ organisation, ending, entries, names, form, at }: OrganisationPageProps): JSX.Element {
  const { t } = usePage();
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
          { name: t('application.kind'), value: kind },
          { name: t('application.address'), value: address },
          { name: t('application.territory'), value: territory },
          ...(certificationExpiresAt && !withdrawnAt
            ? [{ name: t('operator.decision.until'), value: <Day of={certificationExpiresAt} /> }]
            : []),
        ]}
      />
      {!withdrawnAt && (
        <PostForm action={first}>
          <TextArea form={form} name="reason" label={t('operator.reason')} hint={t('operator.reason.hint')} rows={3} />
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
