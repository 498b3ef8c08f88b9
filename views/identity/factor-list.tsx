import type { ComponentChildren, JSX } from 'preact';
import type { AccountSafety } from '../../src/identity/account-safety.ts';
import { usePage } from '../page.tsx';
import { Actions, Button, ButtonLink } from '../parts/button.tsx';
import { Instant } from '../parts/facts.tsx';
import { CsrfField, PostForm } from '../parts/form.tsx';
import { DataTable } from '../parts/table.tsx';

/** One line a factor: what it is, since when, last use, and how to take it away. */
export function FactorList({ factors, passkeys }: Pick<AccountSafety, 'factors' | 'passkeys'>): JSX.Element {
  const { t } = usePage();
  const application = factors.some(({ kind }) => kind === 'application');
  const lines: Line[] = [
    ...factors.map((factor) => ({
      name: t(`identity.factor.${factor.kind}`),
      since: factor.confirmedAt,
      last: factor.lastUsedAt,
      ...(factor.kind === 'application' && { removal: '/account/application/removal' }),
    })),
    ...passkeys.map((one) => ({
      name: <PasskeyName {...one} />,
      since: one.createdAt,
      last: one.lastUsedAt,
      removal: `/account/passkeys/${one.id}/removal`,
    })),
  ];
  return (
    <>
      <DataTable
        caption={t('identity.factors.factor.list')}
        rows={lines}
        columns={[
          { title: t('identity.factors.factor.what'), cell: ({ name }) => name },
          { title: t('identity.factors.factor.since'), cell: ({ since }) => since && <Instant at={since} /> },
          {
            title: t('identity.factors.factor.last'),
            cell: ({ last }) => (last ? <Instant at={last} /> : t('identity.factors.factor.never')),
          },
          {
            title: t('identity.factors.factor.change'),
            cell: ({ removal }) => removal !== undefined && lines.length > 1 && <Remove to={removal} />,
          },
        ]}
      />
      <Actions>
        <ButtonLink look="secondary" href="/account/passkeys/new">
          {t('identity.passkey.add')}
        </ButtonLink>
        <ButtonLink look="quiet" href="/account/second-factor">
          {t(application ? 'identity.enrol.change' : 'identity.enrol.title')}
        </ButtonLink>
      </Actions>
    </>
  );
}

interface Line {
  readonly name: ComponentChildren;
  readonly since: Date | null;
  readonly last: Date | null;
  /** Where it is taken away; absent: by the manager only. */
  readonly removal?: string;
}

function Remove({ to }: { to: string }): JSX.Element {
  const { t } = usePage();
  return (
    <PostForm action={to}>
      <Button look="quiet">{t('identity.factors.factor.remove')}</Button>
    </PostForm>
  );
}

function PasskeyName({ id, name }: { id: string; name: string }): JSX.Element {
  const { t } = usePage();
  return (
    <form method="post" action={`/account/passkeys/${id}/name`} class="inline">
      <CsrfField />
      <label class="unseen" for={`name-${id}`}>
        {t('identity.passkey.rename', { name })}
      </label>
      <input id={`name-${id}`} name="name" value={name} size={16} maxLength={60} required />
      <Button look="quiet">{t('identity.passkey.renameAction')}</Button>
    </form>
  );
}
