import type { JSX } from 'preact';
import type { Draft } from '../../src/mandates/draft.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, ButtonLink } from '../parts/button.tsx';
import { Instant, SummaryList } from '../parts/facts.tsx';
import { Steps } from '../parts/sections.tsx';
import { Abandon } from './hand-over.tsx';

interface WaitingPageProps {
  draft: Draft;
  /** Where the link went. */
  address: string;
  openedAt: Date | null;
  /** The person identified themself and has the terms in front of them. */
  isReading: boolean;
}

/** The helper waits for the person's answer. The page looks again by itself where scripts are, and has a link where they are not. */
export function WaitingPage({ draft, address, openedAt, isReading }: WaitingPageProps): JSX.Element {
  const { t } = usePage();
  const here = `/drafts/${draft.id}/waiting`;
  const state = isReading ? 'reading' : openedAt ? 'opened' : 'sent';
  return (
    <Layout title={t('mandates.waiting.title')} back={{ href: '/home' }} scripts={['waiting.js']}>
      <Steps current="agreement" />
      <p role="status" data-waiting={here} data-state={state}>
        {t(`mandates.waiting.${state}`)}
      </p>
      <SummaryList
        facts={[
          { name: t('mandates.waiting.address'), value: <bdi dir="ltr">{address}</bdi> },
          ...(draft.requestedAt ? [{ name: t('mandates.waiting.since'), value: <Instant at={draft.requestedAt} /> }] : []),
          { name: t('mandates.fact.lapses'), value: <Instant at={draft.lapsesAt} /> },
        ]}
      />
      <Actions>
        <ButtonLink href={here}>{t('mandates.waiting.look')}</ButtonLink>
        {!isReading && (
          <ButtonLink look="secondary" href={`/drafts/${draft.id}/request`}>
            {t('mandates.waiting.again')}
          </ButtonLink>
        )}
      </Actions>
      <Abandon draft={draft} />
    </Layout>
  );
}
