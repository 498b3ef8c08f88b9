import type { JSX } from 'preact';
import type { NamedHelper } from '../../src/mandates/named-helpers.ts';
import { usePage } from '../page.tsx';
import { Tag } from '../parts/notice.tsx';

/** Who may use a mandate: whom it names, and who of them is gone; or any helper of the organisation. */
export function Users({ named }: { named: readonly NamedHelper[] | null }): JSX.Element {
  const { t } = usePage();
  if (!named) return <>{t('mandates.users.anyone')}</>;
  return (
    <ul>
      {named.map(({ name, mayAct }) => (
        <li key={name}>
          {name} {!mayAct && <Tag tone="warning">{t('mandates.users.gone')}</Tag>}
        </li>
      ))}
    </ul>
  );
}
