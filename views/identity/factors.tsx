import type { JSX } from 'preact';
import { emptyForm } from '../../src/http/parse-form.ts';
import type { AccountSafety } from '../../src/identity/account-safety.ts';
import type { Belonging } from '../../src/organisations/store.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button } from '../parts/button.tsx';
import { Radios } from '../parts/choices.tsx';
import { Instant } from '../parts/facts.tsx';
import { PostForm } from '../parts/form.tsx';
import { DataTable } from '../parts/table.tsx';
import { FactorList } from './factor-list.tsx';
import { CodesLeft } from './recovery-codes.tsx';

interface FactorsPageProps extends AccountSafety {
  belongings: readonly Belonging[];
  /** The organisation one acts for now. */
  current: string | null;
  /** Where one came from. */
  home: string;
}

/** What protects a helper's account, where it is open, and for whom they act. */
export function FactorsPage({ belongings, current, home, codesLeft, ...account }: FactorsPageProps): JSX.Element {
  const { t } = usePage();
  const choices = belongings.map(({ organisation }) => ({ value: organisation.id, label: organisation.name }));
  return (
    <Layout title={t('identity.factors.title')} back={{ href: home }}>
      <section>
        <h2>{t('identity.factors.factor.title')}</h2>
        <FactorList {...account} />
        <p>{t('identity.factors.factor.reset')}</p>
      </section>
      <section>
        <h2>{t('identity.recovery.title')}</h2>
        <CodesLeft left={codesLeft} />
        <PostForm action="/account/recovery-codes">
          <Button look="secondary">{t(codesLeft === null ? 'identity.recovery.give' : 'identity.recovery.renew')}</Button>
        </PostForm>
      </section>
      <Openings {...account} />
      {choices.length > 1 && (
        <PostForm action="/organisation">
          <Radios
            form={emptyForm}
            name="organisation"
            label={t('identity.factors.organisation.title')}
            choices={choices}
            chosen={current ?? ''}
          />
          <Button>{t('identity.factors.organisation.action')}</Button>
        </PostForm>
      )}
    </Layout>
  );
}

/** Where one is signed in, and when one signed in or somebody tried to. */
function Openings({ sessions, signIns }: Pick<AccountSafety, 'sessions' | 'signIns'>): JSX.Element {
  const { t } = usePage();
  return (
    <section>
      <h2>{t('identity.sessions.title')}</h2>
      <DataTable
        caption={t('identity.sessions.open')}
        rows={sessions}
        columns={[
          { title: t('identity.sessions.device'), cell: (one) => deviceOf(one) },
          { title: t('identity.sessions.since'), cell: ({ createdAt }) => <Instant at={createdAt} /> },
          { title: t('identity.sessions.seen'), cell: ({ seenAt }) => <Instant at={seenAt} /> },
        ]}
      />
      {sessions.length > 1 && (
        <PostForm action="/account/sessions/end">
          <Actions>
            <Button look="danger">{t('identity.sessions.end')}</Button>
          </Actions>
        </PostForm>
      )}
      <DataTable
        caption={t('identity.sessions.history')}
        rows={signIns}
        empty={t('identity.sessions.history.none')}
        columns={[
          { title: t('identity.sessions.when'), cell: ({ at }) => <Instant at={at} /> },
          {
            title: t('identity.sessions.outcome'),
            cell: ({ wasRefused }) => t(wasRefused ? 'identity.sessions.refused' : 'identity.sessions.in'),
          },
        ]}
      />
    </section>
  );

  function deviceOf({ device, isThis }: AccountSafety['sessions'][number]): string {
    const name = device ?? t('identity.sessions.unknown');
    return isThis ? t('identity.sessions.this', { device: name }) : name;
  }
}
