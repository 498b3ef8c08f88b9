import type { JSX } from 'preact';
import type { Draft } from '../../src/mandates/draft.ts';
import type { OwnMandate } from '../../src/mandates/person-store.ts';
import { fullName, type Person } from '../../src/people/person.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Instant } from '../parts/facts.tsx';
import { Notice } from '../parts/notice.tsx';
import { EmptyState } from '../parts/sections.tsx';

interface OwnSpacePageProps {
  person: Person;
  /** What the person was asked from afar and has not answered. */
  requests: readonly Draft[];
  mandates: readonly OwnMandate[];
}

/** Who may act for the person, for what, until when. */
export function OwnSpacePage({ person, requests, mandates }: OwnSpacePageProps): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('person.home.title', { person: fullName(person.identity) })} lead={t('person.home.lead')}>
      {requests.length > 0 && (
        <Notice title={t('person.home.requests')}>
          <ul>
            {requests.map(({ id, lapsesAt }) => (
              <li key={id}>
                <a href={`/me/requests/${id}`}>{t('person.home.request', { until: lapsesAt })}</a>
              </li>
            ))}
          </ul>
        </Notice>
      )}
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
