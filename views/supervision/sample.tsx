import type { JSX } from 'preact';
import type { SampleView } from '../../src/supervision/view-sample.ts';
import { mandateReference } from '../../src/mandates/pseudonym.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { ButtonLink } from '../parts/button.tsx';
import { Instant, SummaryList } from '../parts/facts.tsx';
import { Tag } from '../parts/notice.tsx';
import { DataTable } from '../parts/table.tsx';

/** What was drawn, from what and by which chance, and how far the review is. */
export function SamplePage({ sample, organisation, helper, lines }: SampleView): JSX.Element {
  const { t } = usePage();
  const here = `/supervision/samples/${sample.id}`;
  const reviewed = lines.filter(({ verdict }) => verdict !== null).length;
  return (
    <Layout title={t('supervision.sample.of', { organisation })} back={{ href: '/supervision/samples' }} wide>
      <SummaryList
        facts={[
          ...(helper === null ? [] : [{ name: t('cases.fact.helper'), value: helper }]),
          { name: t('supervision.search.from'), value: <Instant at={sample.startsAt} /> },
          { name: t('supervision.search.to'), value: <Instant at={sample.endsAt} /> },
          {
            name: t('supervision.sample.coverage'),
            value: t('supervision.sample.outOf', { part: lines.length, whole: sample.population }),
          },
          { name: t('supervision.sample.progress'), value: t('supervision.sample.outOf', { part: reviewed, whole: lines.length }) },
          { name: t('supervision.sample.tree'), value: t('supervision.sample.tree.size', { size: sample.treeSize }) },
          { name: t('supervision.sample.root'), value: <code>{sample.root.toString('base64')}</code> },
          { name: t('supervision.sample.seed'), value: <code>{sample.seed.toString('hex')}</code> },
        ]}
      />
      <p class="hint">{t('supervision.sample.again')}</p>
      <p>
        <ButtonLink look="secondary" href={`${here}/sample.json`}>
          {t('supervision.sample.file')}
        </ButtonLink>
      </p>
      <DataTable
        caption={t('supervision.sample.lines')}
        rows={lines}
        columns={[
          {
            title: t('supervision.sample.n'),
            cell: ({ n }) => <a href={`${here}/${String(n)}`}>{t('supervision.sample.review', { n })}</a>,
          },
          { title: t('cases.fact.use'), cell: ({ use }) => use && <Instant at={use.usedAt} /> },
          { title: t('mandates.activity.mandate'), cell: ({ use }) => use && mandateReference(use.mandateId) },
          { title: t('cases.fact.helper'), cell: (one) => one.helper },
          { title: t('cases.fact.service'), cell: ({ use }) => use?.clientName },
          {
            title: t('supervision.sample.verdict'),
            cell: ({ verdict }) => (
              <Tag tone={verdict === 'bad' ? 'danger' : verdict === 'doubtful' ? 'warning' : 'neutral'}>
                {t(`supervision.sample.verdict.${verdict ?? 'none'}`)}
              </Tag>
            ),
          },
        ]}
      />
    </Layout>
  );
}
