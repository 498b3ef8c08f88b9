import type { JSX } from 'preact';
import type { KeptExport } from '../../src/supervision/export-store.ts';
import type { StandingReason } from '../../src/supervision/reason.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, ButtonLink } from '../parts/button.tsx';
import { Instant, SummaryList } from '../parts/facts.tsx';
import { Tag } from '../parts/notice.tsx';
import { ReasonBanner } from './reason-banner.tsx';

/** One export: how far it is, the file, what we sign of it, and how anybody checks it. */
export function ExportPage({ kept, reason }: { kept: KeptExport; reason: StandingReason | null }): JSX.Element {
  const { t } = usePage();
  const here = `/supervision/exports/${kept.id}`;
  const { lines, expected } = kept;
  return (
    <Layout title={t('supervision.export.title')} lead={t('supervision.export.lead')} back={{ href: '/supervision/exports' }}>
      <ReasonBanner reason={reason} />
      <SummaryList
        facts={[
          { name: t('supervision.exports.asked'), value: <Instant at={kept.askedAt} /> },
          { name: t('supervision.exports.format'), value: t(`supervision.exports.format.${kept.format}`) },
          { name: t('supervision.export.persons'), value: t(kept.isNamed ? 'supervision.export.named' : 'supervision.export.pseudonyms') },
          { name: t('cases.fact.state'), value: <ExportStateTag kept={kept} /> },
          {
            name: t('supervision.exports.lines'),
            value: expected === null ? lines : t('supervision.export.progress', { lines, expected }),
          },
        ]}
      />
      <Actions>
        <ButtonLink href={`${here}/file`}>{t('supervision.export.take')}</ButtonLink>
        <ButtonLink look="secondary" href={here}>
          {t('supervision.export.refresh')}
        </ButtonLink>
        {kept.seal !== null && (
          <ButtonLink look="secondary" href={`${here}/seal`}>
            {t('supervision.export.seal')}
          </ButtonLink>
        )}
      </Actions>
      <h2>{t('supervision.export.verify')}</h2>
      <p>{t('supervision.export.verify.how')}</p>
      <p>
        <code>{`node verify-export.js procura-${kept.id.slice(0, 8)}.${kept.format} --keys keys.json${kept.format === 'pdf' ? ' --seal FILE.jws' : ''}`}</code>
      </p>
      {kept.format === 'jsonl' && <p>{t('supervision.export.verify.proofs')}</p>}
    </Layout>
  );
}

/** Asked, on its way or cut, whole. */
export function ExportStateTag({ kept }: { kept: KeptExport }): JSX.Element {
  const { t } = usePage();
  const { state } = kept;
  return (
    <Tag tone={state === 'whole' ? 'success' : state === 'asked' ? 'neutral' : 'warning'}>{t(`supervision.export.state.${state}`)}</Tag>
  );
}
