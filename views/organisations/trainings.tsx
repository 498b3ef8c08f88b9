import type { JSX } from 'preact';
import type { Training } from '../../src/organisations/training.ts';
import { usePage } from '../page.tsx';
import { CalendarDay, Instant } from '../parts/facts.tsx';
import { Tag } from '../parts/notice.tsx';
import { DataTable } from '../parts/table.tsx';

/** The attestations a helper handed in, and what was decided of them. */
export function Trainings({ trainings }: { trainings: readonly Training[] }): JSX.Element {
  const { t } = usePage();
  return (
    <DataTable
      caption={t('training.caption')}
      empty={t('training.empty')}
      rows={trainings}
      columns={[
        { title: t('training.body'), cell: ({ body }) => body },
        { title: t('training.day'), cell: ({ trainedOn }) => <CalendarDay of={trainedOn} /> },
        { title: t('training.recorded'), cell: ({ recordedAt }) => <Instant at={recordedAt} /> },
        { title: t('training.decision'), cell: (training) => <Decision training={training} /> },
      ]}
    />
  );
}

function Decision({ training: { decision, reason } }: { training: Training }): JSX.Element {
  const { t } = usePage();
  if (decision === null) return <Tag tone="info">{t('training.decision.waiting')}</Tag>;
  if (decision === 'accepted') return <Tag tone="success">{t('training.decision.accepted')}</Tag>;
  return (
    <>
      <Tag tone="danger">{t('training.decision.refused')}</Tag> {reason === 'replaced' ? t('training.decision.replaced') : reason}
    </>
  );
}
