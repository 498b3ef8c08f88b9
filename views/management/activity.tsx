import type { JSX } from 'preact';
import type { IndexedEntry } from '../../src/journal/store.ts';
import { mandateReference } from '../../src/mandates/pseudonym.ts';
import type { NamesThen } from '../../src/organisations/names-then.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { EntryName, EntryProcedure } from '../parts/entry.tsx';
import { Instant } from '../parts/facts.tsx';
import { Pagination } from '../parts/listing.tsx';
import { DataTable } from '../parts/table.tsx';

interface OrganisationActivityPageProps {
  entries: readonly IndexedEntry[];
  hasMore: boolean;
  /** What the relying party of a use was called, by the use. */
  clientNames: ReadonlyMap<string, string>;
  names: NamesThen;
}

/** What the journal holds of the organisation, newest first: who did what, for which mandate by its reference alone. */
export function OrganisationActivityPage({ entries, hasMore, clientNames, names }: OrganisationActivityPageProps): JSX.Element {
  const { t } = usePage();
  const last = entries.at(-1);
  return (
    <Layout title={t('manager.activity.title')} lead={t('manager.activity.lead')} back={{ href: '/manager' }} wide>
      <DataTable
        caption={t('manager.activity.caption')}
        empty={t('mandates.activity.empty')}
        rows={entries}
        columns={[
          { title: t('mandates.activity.when'), cell: (entry) => <Instant at={entry.at} /> },
          { title: t('mandates.activity.what'), cell: (entry) => <EntryName entry={entry} /> },
          { title: t('manager.activity.who'), cell: ({ helperId, at }) => names.helper(helperId, at) },
          { title: t('mandates.fact.procedure'), cell: (entry) => <EntryProcedure code={entry.procedure} /> },
          { title: t('mandates.uses.where'), cell: (entry) => (entry.useId && clientNames.get(entry.useId)) ?? entry.clientId },
          { title: t('mandates.activity.mandate'), cell: ({ mandateId }) => mandateId && mandateReference(mandateId) },
        ]}
      />
      <Pagination previous={null} next={hasMore && last ? `/manager/activity?before=${last.entryId}` : null} />
    </Layout>
  );
}
