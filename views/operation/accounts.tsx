import type { JSX } from 'preact';
import { emptyForm, type Form } from '../../src/http/parse-form.ts';
import type { SuspendedAccount } from '../../src/organisations/oversight-store.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button } from '../parts/button.tsx';
import { Instant } from '../parts/facts.tsx';
import { Field } from '../parts/field.tsx';
import { PostForm } from '../parts/form.tsx';
import { Pagination } from '../parts/listing.tsx';
import { EmptyState } from '../parts/sections.tsx';

interface OperatorAccountsPageProps {
  accounts: readonly SuspendedAccount[];
  page: number;
  hasMore: boolean;
  /** What was sent about the one account shown, given back with its mistakes. */
  form: Form;
}

/** The accounts that may not act, and why one lifts it, or takes a helper's certification away. */
export function OperatorAccountsPage({ accounts, page, hasMore, form }: OperatorAccountsPageProps): JSX.Element {
  const { t } = usePage();
  const isGivenBack = form !== emptyForm;
  return (
    <Layout title={t('operator.accounts.title')} back={{ href: isGivenBack ? '/operator/accounts' : '/operator' }} form={form}>
      {accounts.length === 0 && <EmptyState title={t('operator.accounts.empty')} />}
      {accounts.map(({ id, givenName, familyName, suspendedAt, duty }) => (
        <section key={id} class="card">
          <h2>
            {givenName} {familyName}
          </h2>
          <p>
            {t('operator.account.since')} <Instant at={suspendedAt} />
          </p>
          <PostForm action={`/operator/accounts/${id}/lift`}>
            <Field form={form} name="reason" id={isGivenBack ? 'reason' : `reason-${id}`} label={t('operator.reason')} />
            <Actions>
              <Button look="secondary">{t('operator.lift')}</Button>
              {duty === 'helper' && (
                <Button look="danger" formAction={`/operator/accounts/${id}/withdrawal`}>
                  {t('operator.account.withdraw')}
                </Button>
              )}
            </Actions>
            {duty === 'helper' && <p class="hint">{t('operator.account.withdraw.text')}</p>}
          </PostForm>
        </section>
      ))}
      <Pagination
        previous={page > 1 ? `/operator/accounts?page=${String(page - 1)}` : null}
        next={hasMore ? `/operator/accounts?page=${String(page + 1)}` : null}
      />
    </Layout>
  );
}
