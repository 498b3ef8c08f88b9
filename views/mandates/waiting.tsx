import type { JSX } from 'preact';
import type { Draft } from '../../src/mandates/draft.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, ButtonLink } from '../parts/button.tsx';
import { Instant, SummaryList } from '../parts/facts.tsx';
import { Refreshing } from '../parts/refreshing.tsx';
import { Steps } from '../parts/sections.tsx';
import { Abandon } from './hand-over.tsx';

/** How a person was asked from afar, and how far they are. */
export interface Awaited {
  /** Where the link went; null when the question went by SMS, to a number the helper does not see. */
  readonly address: string | null;
  readonly stage: 'sent' | 'opened' | 'reading' | 'leaving' | 'asked' | 'askedAgain';
}

interface WaitingProps extends Awaited {
  draft: Draft;
  /** The helper stopped the page from coming again by itself. */
  byHand: boolean;
}

const refreshSeconds = 30;

/** The helper waits for the person's answer. The page looks again by itself: its script does, or without scripts the browser, until one stops it. */
export function WaitingPage({ draft, address, stage, byHand }: WaitingProps): JSX.Element {
  const { t } = usePage();
  const here = `/drafts/${draft.id}/waiting`;
  return (
    <Layout
      title={t('mandates.waiting.title')}
      back={{ href: '/home' }}
      scripts={['waiting.js']}
      refreshSeconds={byHand ? null : refreshSeconds}
    >
      <Steps current="agreement" />
      <p role="status" data-waiting={here} data-state={stage}>
        {t(`mandates.waiting.${stage}`)}
      </p>
      <SummaryList
        facts={[
          ...(address === null ? [] : [{ name: t('mandates.waiting.address'), value: <bdi dir="ltr">{address}</bdi> }]),
          ...(draft.requestedAt ? [{ name: t('mandates.waiting.since'), value: <Instant at={draft.requestedAt} /> }] : []),
          { name: t('mandates.fact.lapses'), value: <Instant at={draft.lapsesAt} /> },
        ]}
      />
      <Actions>
        <ButtonLink href={byHand ? `${here}?by=hand` : here}>{t('mandates.waiting.look')}</ButtonLink>
        {(stage === 'sent' || stage === 'opened') && (
          <ButtonLink look="secondary" href={`/drafts/${draft.id}/request`}>
            {t('mandates.waiting.again')}
          </ButtonLink>
        )}
      </Actions>
      <Refreshing here={here} seconds={refreshSeconds} byHand={byHand} />
      <Abandon draft={draft} />
    </Layout>
  );
}
