import type { JSX } from 'preact';
import type { NamedHelper } from '../../src/mandates/named-helpers.ts';
import { usePage } from '../page.tsx';
import { Tag } from '../parts/notice.tsx';

/** Who may act for the person under a mandate: those it names and nobody else, or any helper of the organisation (null). */
export function WhoMayAct({ named }: { named: readonly NamedHelper[] | null }): JSX.Element {
  const { t } = usePage();
  if (!named) return <p>{t('person.mandate.who.anyone')}</p>;
  return (
    <>
      <p>{t('person.mandate.who.named', { count: named.length })}</p>
      <ul>
        {named.map(({ name, mayAct }) => (
          <li key={name}>
            <bdi>{name}</bdi> {!mayAct && <Tag tone="warning">{t('person.mandate.who.gone')}</Tag>}
          </li>
        ))}
      </ul>
    </>
  );
}
