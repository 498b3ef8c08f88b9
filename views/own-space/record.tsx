import type { JSX } from 'preact';
import { hasText } from '../../src/http/texts.ts';
import type { OwnEntry } from '../../src/own-space/own-record.ts';
import { Layout } from '../layout.tsx';
import { type TextKey, usePage } from '../page.tsx';
import { EntryProcedure } from '../parts/entry.tsx';
import { Instant } from '../parts/facts.tsx';
import { Pagination } from '../parts/listing.tsx';
import { Notice } from '../parts/notice.tsx';
import { DataTable } from '../parts/table.tsx';

/** Everything that happened to a person, newest first: what, who, for whom, and the proof of each line. */
export function OwnRecordPage({ entries, hasMore }: { entries: readonly OwnEntry[]; hasMore: boolean }): JSX.Element {
  const { t } = usePage();
  const last = entries.at(-1);
  return (
    <Layout title={t('person.record.title')} lead={t('person.record.lead')} wide>
      <Notice>
        <p>{t('person.record.sealed')}</p>
        <p>
          <a href="/verify-proof">{t('person.record.check')}</a>
        </p>
      </Notice>
      <DataTable
        caption={t('person.record.caption')}
        rows={entries}
        empty={t('person.record.empty')}
        columns={[
          { title: t('person.record.when'), cell: ({ at }) => <Instant at={at} /> },
          { title: t('person.record.what'), cell: (entry) => <What entry={entry} /> },
          { title: t('person.record.who'), cell: (entry) => <Who entry={entry} /> },
          {
            title: t('person.record.proof'),
            cell: ({ entryId }) => (
              <a href={`/me/record/${entryId}/proof`} download>
                {t('person.record.take')}
              </a>
            ),
          },
        ]}
      />
      <Pagination previous={null} next={hasMore && last ? `/me/record?before=${last.entryId}` : null} />
    </Layout>
  );
}

function What({ entry }: { entry: OwnEntry }): JSX.Element {
  const { t } = usePage();
  const purpose = `person.look.purpose.${entry.look?.purpose ?? ''}`;
  return (
    <>
      {t(nameOf(entry.event))}
      {entry.procedure !== null && (
        <>
          {' ('}
          <EntryProcedure code={entry.procedure} />)
        </>
      )}
      {entry.refusal !== null && <strong> {t('person.record.refused')}</strong>}
      {entry.look && (
        <p>
          {hasText(purpose) && <>{t(purpose)} : </>}
          <bdi>{entry.look.reason}</bdi>
        </p>
      )}
    </>
  );
}

function Who({ entry: { helper, organisation } }: { entry: OwnEntry }): JSX.Element {
  const { t } = usePage();
  const names = [helper, organisation].filter((name) => name !== null);
  return <>{names.length > 0 ? names.join(', ') : t('person.record.you')}</>;
}

/** What has no words of its own is said in general. */
function nameOf(event: string): TextKey {
  const key = `person.record.event.${event}`;
  return hasText(key) ? key : 'person.record.event.other';
}
