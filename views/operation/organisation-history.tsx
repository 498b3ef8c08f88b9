import type { JSX } from 'preact';
import type { EndedOrganisation } from '../../src/organisations/ending-store.ts';
import type { IndexedEntry } from '../../src/journal/store.ts';
import { usePage } from '../page.tsx';
import { EntryName } from '../parts/entry.tsx';
import { Instant } from '../parts/facts.tsx';
import { Notice } from '../parts/notice.tsx';
import { DataTable } from '../parts/table.tsx';

/** That an organisation ended: how, into which, when, why, and whether something of it is still to end. */
export function Ended({ ending }: { ending: EndedOrganisation | undefined }): JSX.Element | null {
  const { t } = usePage();
  if (!ending) return null;
  const { cause, into, intoId, askedAt, finishedAt, reason } = ending;
  return (
    <Notice tone="warning" title={t(`operator.ended.${cause}`, { at: askedAt, into: into ?? '' })}>
      <p>{reason}</p>
      <p>{finishedAt ? t('operator.ended.finished', { at: finishedAt }) : t('operator.ended.goesOn')}</p>
      {intoId && (
        <p>
          <a href={`/operator/organisations/${intoId}`}>{into}</a>
        </p>
      )}
    </Notice>
  );
}

interface HistoryProps {
  entries: readonly IndexedEntry[];
  names: ReadonlyMap<string, string>;
}

/** How an organisation stood, from the record: what was decided, when, by whom; the latest first. */
export function OrganisationHistory({ entries, names }: HistoryProps): JSX.Element {
  const { t } = usePage();
  return (
    <DataTable
      caption={t('operator.history.caption')}
      empty={t('operator.history.none')}
      rows={entries}
      columns={[
        { title: t('mandates.activity.when'), cell: (entry) => <Instant at={entry.at} /> },
        { title: t('mandates.activity.what'), cell: (entry) => <EntryName entry={entry} /> },
        { title: t('manager.activity.who'), cell: ({ helperId }) => (helperId && names.get(helperId)) ?? t('operator.history.service') },
      ]}
    />
  );
}
