import type { JSX } from 'preact';
import type { Draft } from '../../src/mandates/draft.ts';
import type { Organisation } from '../../src/organisations/organisation.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { useProcedureTitles } from './procedure-titles.ts';
import { Actions, Button, ButtonLink } from '../parts/button.tsx';
import { Instant, SummaryList } from '../parts/facts.tsx';
import { PostForm } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';

interface OfferStepProps {
  draft: Draft;
  organisation: Organisation;
}

/** The person signs in once more, for this very act. */
export function SignOfferPage({ draft, organisation }: OfferStepProps): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('person.offer.sign.title')} picture="card" lead={t('person.offer.sign.lead')} back={{ href: '/me' }}>
      <Offered draft={draft} organisation={organisation} />
      <PostForm action={`/me/offers/${draft.id}/identification`}>
        <Actions>
          <Button>{t('person.request.submit')}</Button>
        </Actions>
      </PostForm>
      <Withdraw draft={draft} />
    </Layout>
  );
}

/** Signed: the organisation has its say, and the person may change their mind. */
export function OfferWaitingPage({ draft, organisation }: OfferStepProps): JSX.Element {
  const { t } = usePage();
  const values = { organisation: organisation.name, until: draft.lapsesAt };
  return (
    <Layout title={t('person.offer.waiting.title')} picture="clock" lead={t('person.offer.waiting.text', values)} back={{ href: '/me' }}>
      <Offered draft={draft} organisation={organisation} />
      <Withdraw draft={draft} />
    </Layout>
  );
}

/** It did not begin: why, and what one can do. */
export function OfferOverPage({ organisation, reply }: { organisation: Organisation; reply: string | null }): JSX.Element {
  const { t } = usePage();
  const end = reply === null ? 'over' : 'declined';
  return (
    <Layout
      title={t(`person.offer.${end}.title`, { organisation: organisation.name })}
      picture="cross"
      lead={t(`person.offer.${end}.text`)}
      back={{ href: '/me' }}
    >
      {reply !== null && (
        <Notice>
          <p dir="auto">{reply}</p>
        </Notice>
      )}
      <Actions>
        <ButtonLink href="/me/offers/new">{t('person.offer.title')}</ButtonLink>
      </Actions>
    </Layout>
  );
}

function Offered({ draft, organisation }: OfferStepProps): JSX.Element {
  const { t } = usePage();
  const titles = useProcedureTitles();
  return (
    <SummaryList
      facts={[
        { name: t('person.offer.name'), value: <bdi>{organisation.name}</bdi> },
        { name: t('person.offer.address'), value: <bdi>{organisation.address}</bdi> },
        { name: t('person.mandate.procedures'), value: titles(draft.procedures) },
        ...(draft.expiresAt
          ? [{ name: t('person.mandate.end'), value: <Instant at={draft.expiresAt} /> }]
          : [
              { name: t('person.offer.duration'), value: t(`person.offer.duration.${draft.duration}`) },
              { name: t('person.offer.sign.lapses'), value: <Instant at={draft.lapsesAt} /> },
            ]),
      ]}
    />
  );
}

function Withdraw({ draft }: { draft: Draft }): JSX.Element {
  const { t } = usePage();
  return (
    <PostForm action={`/me/offers/${draft.id}/withdrawal`}>
      <Button look="quiet">{t('person.offer.withdraw')}</Button>
    </PostForm>
  );
}
