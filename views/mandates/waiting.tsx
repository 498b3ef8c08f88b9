import type { JSX } from 'preact';
import type { Draft } from '../../src/mandates/draft.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, ButtonLink } from '../parts/button.tsx';
import { Instant, SummaryList } from '../parts/facts.tsx';
import { Steps } from '../parts/sections.tsx';
import { Abandon } from './hand-over.tsx';

/** How a person was asked from afar, and how far they are. */
export interface Awaited {
  /** Where the link went; null when the question went by SMS, to a number the helper does not see. */
  readonly address: string | null;
  readonly stage: 'sent' | 'opened' | 'reading' | 'leaving' | 'asked' | 'askedAgain';
}

/** The helper waits for the person's answer. The page looks again by itself where scripts are, and has a link where they are not. */
export function WaitingPage({ draft, address, stage }: Awaited & { draft: Draft }): JSX.Element {
  const { t } = usePage();
  const here = `/drafts/${draft.id}/waiting`;
  return (
    <Layout title={t('mandates.waiting.title')} back={{ href: '/home' }} scripts={['waiting.js']}>
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
        <ButtonLink href={here}>{t('mandates.waiting.look')}</ButtonLink>
        {(stage === 'sent' || stage === 'opened') && (
          <ButtonLink look="secondary" href={`/drafts/${draft.id}/request`}>
            {t('mandates.waiting.again')}
          </ButtonLink>
        )}
      </Actions>
      <Abandon draft={draft} />
    </Layout>
  );
}
