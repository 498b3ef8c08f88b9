import type { JSX } from 'preact';
import type { OwnMandate } from '../../src/mandates/person-store.ts';
import { fullName, type Person } from '../../src/people/person.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Instant } from '../parts/facts.tsx';
import { EmptyState } from '../parts/sections.tsx';

/** Who may act for the person, for what, until when. */
export function OwnSpacePage({ person, mandates }: { person: Person; mandates: readonly OwnMandate[] }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('person.home.title', { person: fullName(person.identity) })} lead={t('person.home.lead')}>
      {mandates.length === 0 && (
        <EmptyState title={t('person.home.none')}>
          <p>{t('person.home.none.text')}</p>
        </EmptyState>
      )}
      {mandates.map((mandate) => (
        <Standing key={mandate.id} mandate={mandate} />
      ))}
    </Layout>
  );
}

function Standing({ mandate }: { mandate: OwnMandate }): JSX.Element {
  const { t } = usePage();
  return (
    <section class="card">
      <h2>{mandate.organisation}</h2>
      <p>
        {t('person.home.until')} <Instant at={mandate.expiresAt} />
      </p>
      <ul>
        {mandate.procedures
          .filter(({ revokedAt }) => !revokedAt)
          .map(({ code }) => (
            <li key={code}>{t(`terms.procedure.${code}.title`)}</li>
          ))}
      </ul>
    </section>
  );
}
