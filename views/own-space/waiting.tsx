import type { JSX } from 'preact';
import type { Draft } from '../../src/mandates/draft.ts';
import type { OwnOffer } from '../../src/mandates/offer-store.ts';
import type { State } from '../../src/mandates/states.ts';
import { type TextKey, usePage } from '../page.tsx';
import { Notice } from '../parts/notice.tsx';

/** What waits for the person’s answer; and what they agreed to, which waits for a helper’s signature. */
export function Requests({ requests }: { requests: readonly Draft[] }): JSX.Element {
  const { t } = usePage();
  const at = (step: State) => requests.filter(({ state }) => state === step);
  return (
    <>
      <Waiting title={t('person.home.requests')} line="person.home.request" of={at('awaiting_person')} />
      <Waiting title={t('person.home.agreed')} line="person.home.agreed.line" of={at('awaiting_helper')} />
    </>
  );
}

/** What the person offers, and no helper has accepted yet. */
export function Offers({ offers }: { offers: readonly OwnOffer[] }): JSX.Element | null {
  const { t } = usePage();
  if (offers.length === 0) return null;
  return (
    <Notice title={t('person.home.offers')}>
      <ul>
        {offers.map(({ id, organisation, state, lapsesAt }) => (
          <li key={id}>
            <a href={`/me/offers/${id}`}>
              {t(`person.home.offer.${state === 'awaiting_helper' ? state : 'draft'}`, { organisation, until: lapsesAt })}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Waiting({ title, line, of }: { title: string; line: TextKey; of: readonly Draft[] }): JSX.Element | null {
  const { t } = usePage();
  if (of.length === 0) return null;
  return (
    <Notice title={title}>
      <ul>
        {of.map(({ id, lapsesAt }) => (
          <li key={id}>
            <a href={`/me/requests/${id}`}>{t(line, { until: lapsesAt })}</a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
