import type { JSX } from 'preact';
import type { IndexedEntry } from '../../src/journal/store.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { EntryName, EntryProcedure } from '../parts/entry.tsx';
import { Instant } from '../parts/facts.tsx';
import { Pagination } from '../parts/listing.tsx';
import { DataTable } from '../parts/table.tsx';

interface ActivityPageProps {
  entries: readonly IndexedEntry[];
  hasMore: boolean;
  /** What the relying party of a use was called, by the use. */
  clientNames: ReadonlyMap<string, string>;
  /** The mandates that may be opened: an entry may speak of a draft that never became one, or of another organisation's. */
  held: ReadonlySet<string>;
}

/** What the journal holds of this helper, newest first. */
export function ActivityPage({ entries, hasMore, clientNames, held }: ActivityPageProps): JSX.Element {
  const { t } = usePage();
  const last = entries.at(-1);
  return (
    <Layout title={t('mandates.activity.title')} lead={t('mandates.activity.lead')} wide>
      <DataTable
        caption={t('mandates.activity.caption')}
        empty={t('mandates.activity.empty')}
        rows={entries}
        columns={[
          { title: t('mandates.activity.when'), cell: (entry) => <Instant at={entry.at} /> },
          { title: t('mandates.activity.what'), cell: (entry) => <EntryName entry={entry} /> },
          {
            title: t('mandates.fact.procedure'),
            cell: (entry) => <EntryProcedure code={entry.procedure} />,
          },
          { title: t('mandates.uses.where'), cell: (entry) => (entry.useId && clientNames.get(entry.useId)) ?? entry.clientId },
          {
            title: t('mandates.activity.mandate'),
            cell: (entry) =>
              entry.mandateId && held.has(entry.mandateId) && <a href={`/mandates/${entry.mandateId}`}>{t('mandates.activity.open')}</a>,
          },
        ]}
      />
      <Pagination previous={null} next={hasMore && last ? `/activity?before=${last.entryId}` : null} />
    </Layout>
  );
}
