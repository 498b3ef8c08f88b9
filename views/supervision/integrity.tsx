import type { JSX } from 'preact';
import type { Integrity } from '../../src/supervision/integrity.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button, ButtonLink } from '../parts/button.tsx';
import { Instant, SummaryList } from '../parts/facts.tsx';
import { PostForm } from '../parts/form.tsx';
import { LateHeads } from '../parts/late-heads.tsx';
import { Tag } from '../parts/notice.tsx';
import { Refreshing } from '../parts/refreshing.tsx';
import { Details } from '../parts/sections.tsx';
import { DataTable } from '../parts/table.tsx';
import { FormerVolumes } from './former-volumes.tsx';

type Line = Integrity['verifications'][number];

interface IntegrityPageProps {
  integrity: Integrity;
  /** Whoever watches a verification stopped the page from coming again by itself. */
  byHand: boolean;
}

const page = '/supervision/integrity';
const refreshSeconds = 10;

/** How the record stands: the last signed state, what waits, the silences, and the verifications of all of it, watched as they advance. */
export function IntegrityPage({ integrity, byHand }: IntegrityPageProps): JSX.Element {
  const { t } = usePage();
  const { verifications, silences, policy } = integrity;
  const running = verifications.find(({ finishedAt }) => !finishedAt);
  return (
    <Layout
      title={t('integrity.title')}
      lead={t('integrity.lead')}
      back={{ href: '/supervision' }}
      scripts={running ? ['waiting.js'] : []}
      refreshSeconds={running && !byHand ? refreshSeconds : null}
      wide
    >
      <LateHeads delay={integrity.delay} />
      <Standing integrity={integrity} />
      <h2>{t('integrity.verifications')}</h2>
      {running ? (
        <Running verification={running} byHand={byHand} />
      ) : (
        <PostForm action="/supervision/integrity/verifications">
          <Actions>
            <Button>{t('integrity.verify')}</Button>
          </Actions>
        </PostForm>
      )}
      <DataTable
        caption={t('integrity.verifications.caption')}
        empty={t('integrity.verifications.none')}
        rows={verifications.filter(({ finishedAt }) => finishedAt)}
        columns={[
          { title: t('mandates.activity.when'), cell: ({ finishedAt }) => finishedAt && <Instant at={finishedAt} /> },
          { title: t('integrity.by'), cell: ({ by }) => by },
          { title: t('integrity.entries'), numeric: true, cell: ({ size }) => t('integrity.size', { size }) },
          { title: t('integrity.result'), cell: (verification) => <Result verification={verification} /> },
        ]}
      />
      <FormerVolumes volumes={integrity.volumes} at={integrity.at} />
      <DataTable
        caption={t('integrity.silences')}
        empty={t('integrity.silences.none')}
        rows={silences}
        columns={[
          { title: t('integrity.silence.from'), cell: ({ from }) => <Instant at={from} /> },
          { title: t('integrity.silence.to'), cell: ({ to }) => (to ? <Instant at={to} /> : t('integrity.silence.lasts')) },
        ]}
      />
      <Details summary={t('integrity.policy')}>
        <pre tabindex={0}>{policy}</pre>
      </Details>
    </Layout>
  );
}

function Standing({ integrity }: { integrity: Integrity }): JSX.Element {
  const { t } = usePage();
  const { last, progress, witnesses, cosignaturesNeeded: needed, at } = integrity;
  const lag = progress.waitingSince ? Math.max(0, Math.round((at.getTime() - progress.waitingSince.getTime()) / 1_000)) : 0;
  return (
    <SummaryList
      facts={[
        { name: t('integrity.last'), value: last ? <Instant at={last.signedAt} /> : t('integrity.last.none') },
        { name: t('integrity.entries'), value: t('integrity.size', { size: last?.size ?? 0 }) },
        { name: t('integrity.lag'), value: t('integrity.lag.seconds', { count: lag }) },
        { name: t('integrity.cosignatures'), value: t('integrity.cosignatures.of', { count: last?.cosignatures ?? 0, needed }) },
        { name: t('integrity.witnesses'), value: witnesses.length > 0 ? witnesses.join(', ') : t('integrity.witnesses.none') },
      ]}
    />
  );
}

function Running({ verification, byHand }: { verification: Line; byHand: boolean }): JSX.Element {
  const { t } = usePage();
  const { done, size, by, requestedAt } = verification;
  return (
    <section aria-label={t('integrity.running')}>
      <div role="status" data-waiting={page} data-state="running">
        <p>
          {t('integrity.running.text', { done, size, by })} <Instant at={requestedAt} />
        </p>
        <progress aria-label={t('integrity.running')} value={done} max={Math.max(size, 1)} />
      </div>
      <Actions>
        <ButtonLink look="secondary" href={byHand ? `${page}?by=hand` : page}>
          {t('integrity.refresh')}
        </ButtonLink>
      </Actions>
      <Refreshing here={page} seconds={refreshSeconds} byHand={byHand} />
    </section>
  );
}

function Result({ verification: { faults, firstFault } }: { verification: Line }): JSX.Element {
  const { t } = usePage();
  if (faults === 0) return <Tag tone="success">{t('integrity.sound')}</Tag>;
  return (
    <>
      <Tag tone="danger">{t('integrity.faults', { count: faults })}</Tag> {firstFault}
    </>
  );
}
