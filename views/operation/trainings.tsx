import type { JSX } from 'preact';
import { type Helper, helperName } from '../../src/organisations/helper.ts';
import type { Training } from '../../src/organisations/training.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { CalendarDay, Instant } from '../parts/facts.tsx';
import { DataTable } from '../parts/table.tsx';

/** The attestations that wait for an operator, the oldest first. */
export function OperatorTrainingsPage({ trainings, helpers }: { trainings: readonly Training[]; helpers: readonly Helper[] }): JSX.Element {
  const { t } = usePage();
  const nameOf = (id: string) => {
    const helper = helpers.find((one) => one.id === id);
    return helper ? helperName(helper) : '';
  };
  return (
    <Layout title={t('training.operator.title')} lead={t('training.operator.lead')} back={{ href: '/operator' }} wide>
      <DataTable
        caption={t('training.caption')}
        empty={t('training.operator.empty')}
        rows={trainings}
        columns={[
          { title: t('manager.helper.name'), cell: ({ id, helperId }) => <a href={`/operator/trainings/${id}`}>{nameOf(helperId)}</a> },
          { title: t('training.body'), cell: ({ body }) => body },
          { title: t('training.day'), cell: ({ trainedOn }) => <CalendarDay of={trainedOn} /> },
          { title: t('training.recorded'), cell: ({ recordedAt }) => <Instant at={recordedAt} /> },
        ]}
      />
    </Layout>
  );
}
