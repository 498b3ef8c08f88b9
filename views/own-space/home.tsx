import type { JSX } from 'preact';
import type { Draft } from '../../src/mandates/draft.ts';
import type { NamedHelper } from '../../src/mandates/named-helpers.ts';
import type { OwnOffer } from '../../src/mandates/offer-store.ts';
import type { OwnMandate } from '../../src/mandates/person-store.ts';
import { fullName, type Person } from '../../src/people/person.ts';
import { Layout } from '../layout.tsx';
import { pictureOfProcedure } from '../mandates/terms-pictures.ts';
import { usePage } from '../page.tsx';
import { Actions, ButtonLink } from '../parts/button.tsx';
import { Instant } from '../parts/facts.tsx';
import { Tag } from '../parts/notice.tsx';
import { Pictogram } from '../parts/pictogram.tsx';
import { EmptyState } from '../parts/sections.tsx';
import { Offers, Requests } from './waiting.tsx';
import { WhoMayAct } from './who-may-act.tsx';
import { Sentences } from '../parts/sentences.tsx';

interface OwnSpacePageProps {
  person: Person;
  /** What the person was asked from afar and has not answered, or agreed to and nobody countersigned. */
  requests: readonly Draft[];
  /** What the person offers to organisations. */
  offers: readonly OwnOffer[];
  running: readonly OwnMandate[];
  /** Who alone may use those that name somebody. */
  named: ReadonlyMap<string, readonly NamedHelper[]>;
  over: readonly OwnMandate[];
  /** The mandate that the next page of what is over begins after; null when there is none. */
  next: string | null;
}

/** Who may act for the person, for what, until when; who could before; and the end of everything. */
export function OwnSpacePage({ person, requests, offers, running, named, over, next }: OwnSpacePageProps): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('person.home.title', { person: fullName(person.identity) })} picture="house" lead={t('person.home.lead')}>
      <Requests requests={requests} />
      <Offers offers={offers} />
      {running.length === 0 && (
        <EmptyState title={t('person.home.none')}>
          <p>{t('person.home.none.text')}</p>
        </EmptyState>
      )}
      {running.map((mandate) => (
        <Standing key={mandate.id} mandate={mandate} named={named.get(mandate.id) ?? null} />
      ))}
      {running.length + requests.length + offers.length > 0 && (
        <Actions>
          <ButtonLink look="danger" href="/me/end">
            <Pictogram name="hand" />
            {t('person.end.everything')}
          </ButtonLink>
        </Actions>
      )}
      <p>
        <a href="/me/offers/new">{t('person.offer.title')}</a>
      </p>
      {over.length > 0 && (
        <section>
          <h2>{t('person.home.over')}</h2>
          <ul>
            {over.map(({ id, organisation, startsAt }) => (
              <li key={id}>
                <a href={`/me/mandates/${id}`}>
                  <bdi>{organisation}</bdi>, <Instant at={startsAt} />
                </a>
              </li>
            ))}
          </ul>
          {next !== null && (
            <p>
              <a href={`/me?before=${next}`}>{t('person.home.older')}</a>
            </p>
          )}
        </section>
      )}
    </Layout>
  );
}

function Standing({ mandate, named }: { mandate: OwnMandate; named: readonly NamedHelper[] | null }): JSX.Element {
  const { t } = usePage();
  return (
    <section class="card">
      <h2>{mandate.organisation}</h2>
      {mandate.renamed !== null && (
        <p>
          <Sentences text={t('person.home.renamed', { name: mandate.renamed })} />
        </p>
      )}
      <p>
        {t('person.home.until')} <Instant at={mandate.expiresAt} />
      </p>
      <p>
        {mandate.lastUsedAt === null ? (
          t('person.uses.none')
        ) : (
          <>
            {t('person.home.used')} <Instant at={mandate.lastUsedAt} />
          </>
        )}
      </p>
      <WhoMayAct named={named} />
      <ul>
        {mandate.procedures
          .filter(({ revokedAt }) => !revokedAt)
          .map(({ code }) => (
            <li key={code}>
              <Pictogram name={pictureOfProcedure[code]} />
              {t(`terms.procedure.${code}.title`)}{' '}
              {mandate.excluded.includes(code) && <Tag tone="warning">{t('person.mandate.restricted')}</Tag>}
            </li>
          ))}
      </ul>
      <p>
        <a href={`/me/mandates/${mandate.id}`}>{t('person.home.open', { organisation: mandate.organisation })}</a>
      </p>
    </section>
  );
}
