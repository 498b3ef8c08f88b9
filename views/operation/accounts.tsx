import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import type { SuspendedAccount } from '../../src/organisations/oversight-store.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button } from '../parts/button.tsx';
import { Instant } from '../parts/facts.tsx';
import { PostForm } from '../parts/form.tsx';
import { Pagination } from '../parts/listing.tsx';
import { EmptyState } from '../parts/sections.tsx';

interface OperatorAccountsPageProps {
  accounts: readonly SuspendedAccount[];
  page: number;
  hasMore: boolean;
  form: Form;
}

/** The accounts that may not act, and why one lifts it, or takes a helper's certification away. */
export function OperatorAccountsPage({ accounts, page, hasMore, form }: OperatorAccountsPageProps): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('operator.accounts.title')} back={{ href: '/operator' }} form={form}>
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
            <div class="question">
              <label for={`reason-${id}`}>{t('operator.reason')}</label>
              <input id={`reason-${id}`} name="reason" required maxLength={4_000} />
            </div>
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
