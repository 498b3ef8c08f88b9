import type { JSX } from 'preact';
import { hasText } from '../../src/http/texts.ts';
import { changedWords } from './changed-words.ts';
import { reasonWords } from './look-words.ts';
import type { OwnEntry } from '../../src/own-space/own-record.ts';
import { whyRefused } from './why-refused.ts';
import { Layout } from '../layout.tsx';
import { OneReceipt } from '../mandates/receipts.tsx';
import { type TextKey, usePage } from '../page.tsx';
import { EntryProcedure } from '../parts/entry.tsx';
import { Instant } from '../parts/facts.tsx';
import { Pagination } from '../parts/listing.tsx';
import { DataTable } from '../parts/table.tsx';
import { LineProof, ProofPanel, proofScripts } from './proofs.tsx';
import { Sentences } from '../parts/sentences.tsx';

interface OwnRecordPageProps {
  entries: readonly OwnEntry[];
  hasMore: boolean;
  /** The journal's key or policy that the seals are checked with. */
  trusted: string;
}

/** Everything that happened to a person, newest first: what, who, for whom, and the proof of each line. */
export function OwnRecordPage({ entries, hasMore, trusted }: OwnRecordPageProps): JSX.Element {
  const { t } = usePage();
  const last = entries.at(-1);
  return (
    <Layout title={t('person.record.title')} picture="list" lead={t('person.record.lead')} scripts={proofScripts} wide>
      <ProofPanel trusted={trusted} />
      <DataTable
        caption={t('person.record.caption')}
        rows={entries}
        empty={t('person.record.empty')}
        columns={[
          { title: t('person.record.when'), cell: ({ at }) => <Instant at={at} /> },
          { title: t('person.record.what'), cell: (entry) => <What entry={entry} /> },
          { title: t('person.record.who'), cell: (entry) => <Who entry={entry} /> },
          { title: t('person.record.proof'), cell: ({ line }) => <LineProof line={line} /> },
        ]}
      />
      {entries.some(({ service }) => service !== null) && (
        <p>
          <Sentences text={t('person.uses.blind')} />
        </p>
      )}
      <Pagination previous={null} next={hasMore && last ? `/me/record?before=${last.entryId}` : null} />
    </Layout>
  );
}

function What({ entry }: { entry: OwnEntry }): JSX.Element {
  const { t } = usePage();
  const { look, receipt, service, ownBy, organisation } = entry;
  const purpose = `person.look.purpose.${look?.purpose ?? ''}`;
  return (
    <>
      {t(nameOf(entry.event))}
      {entry.procedure !== null && (
        <>
          {' ('}
          <EntryProcedure code={entry.procedure} />)
        </>
      )}
      {entry.refusal !== null && <Refused code={entry.refusal} />}
      <Changed fields={entry.changed} />
      {ownBy !== null && organisation !== null && (
        <p>
          <bdi>{organisation}</bdi>
        </p>
      )}
      {service !== null && !receipt && (
        <p>
          {t('person.record.at')} <bdi>{service}</bdi>
        </p>
      )}
      {entry.event === 'mandate_used' && entry.useId !== null && (
        <p>
          <a href={`/me/uses/${entry.useId}/contest`}>{t('person.case.open')}</a>
        </p>
      )}
      {receipt && (
        <p>
          <OneReceipt service={service ?? ''} receipt={receipt} />
        </p>
      )}
      {look && (
        <p>
          {hasText(purpose) && (
            <>
              {t(purpose)}
              <br />
            </>
          )}
          <bdi>{reasonWords(t, look.reason)}</bdi>
        </p>
      )}
    </>
  );
}

function Refused({ code }: { code: string }): JSX.Element {
  const { t } = usePage();
  const why = whyRefused(code);
  return (
    <>
      <strong> {t('person.record.refused')}</strong>
      {why !== null && <> {t(why)}</>}
    </>
  );
}

function Changed({ fields }: { fields: readonly string[] }): JSX.Element | null {
  const { t, language } = usePage();
  const words = changedWords(fields, t, language);
  return words === null ? null : <p>{words}</p>;
}

/** Whoever acted; who was beside the person; when they looked, as whom. */
function Who({ entry: { helper, organisation, look, ownBy } }: { entry: OwnEntry }): JSX.Element {
  const { t } = usePage();
  if (ownBy !== null)
    return (
      <>
        {t(`person.record.by.${ownBy}`)}
        {helper !== null && (
          <p>
            <bdi>{helper}</bdi>
          </p>
        )}
      </>
    );
  const names = [helper, organisation].filter((name) => name !== null);
  const role = `person.look.role.${look?.role ?? ''}`;
  if (names.length === 0) return <>{t('person.record.you')}</>;
  return (
    <>
      <bdi>{names.join(', ')}</bdi>
      {hasText(role) && <p>{t(role)}</p>}
    </>
  );
}

/** What has no words of its own is said in general. */
function nameOf(event: string): TextKey {
  const key = `person.record.event.${event}`;
  return hasText(key) ? key : 'person.record.event.other';
}
