import type { JSX } from 'preact';
import { mandateReference } from '../../src/mandates/pseudonym.ts';
import type { NamesThen } from '../../src/organisations/names-then.ts';
import type { Found } from '../../src/supervision/search-journal.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { EntryName, EntryProcedure } from '../parts/entry.tsx';
import { Instant } from '../parts/facts.tsx';
import { Pagination } from '../parts/listing.tsx';
import { DataTable } from '../parts/table.tsx';
import { ActivityFields, type ActivityFieldsProps } from './activity-fields.tsx';

interface OrganisationActivityPageProps extends Found, ActivityFieldsProps {
  /** What is looked for as the query of an address. */
  query: string;
  /** What the relying party of a use was called, by the use. */
  clientNames: ReadonlyMap<string, string>;
  names: NamesThen;
}

/** What the journal holds of the organisation, newest first, as far as it is looked for: who did what, for which mandate by its reference alone. */
export function OrganisationActivityPage(props: OrganisationActivityPageProps): JSX.Element {
  const { t } = usePage();
  const { entries, total, next, searchedBackTo, query, clientNames, names } = props;
  const to = (more: string) => `/manager/activity?${query === '' ? '' : `${query}&`}${more}`;
  return (
    <Layout title={t('manager.activity.title')} lead={t('manager.activity.lead')} back={{ href: '/manager' }} wide>
      <ActivityFields {...props} chosen={nameOf(props)} />
      <h2>{t(total.exact ? 'supervision.search.count' : 'supervision.search.more', { count: total.count })}</h2>
      <DataTable
        caption={t('manager.activity.caption')}
        empty={t('mandates.activity.empty')}
        rows={entries}
        columns={[
          { title: t('mandates.activity.when'), cell: (entry) => <Instant at={entry.at} /> },
          { title: t('mandates.activity.what'), cell: (entry) => <EntryName entry={entry} /> },
          {
            title: t('manager.activity.who'),
            cell: ({ helperId, at }) => helperId && <OfHelper id={helperId} name={names.helper(helperId, at)} />,
          },
          { title: t('mandates.fact.procedure'), cell: (entry) => <EntryProcedure code={entry.procedure} /> },
          { title: t('mandates.uses.where'), cell: (entry) => (entry.useId && clientNames.get(entry.useId)) ?? entry.clientId },
          { title: t('mandates.activity.mandate'), cell: ({ mandateId }) => mandateId && <OfMandate mandateId={mandateId} /> },
        ]}
      />
      {searchedBackTo && (
        <p>
          {t('supervision.search.until')} <Instant at={searchedBackTo} />
        </p>
      )}
      <Pagination previous={null} next={next === null ? null : to(`before=${next}`)} />
    </Layout>
  );
}

/** The name of the helper who is looked for, as their latest line has it; nobody is named who did nothing here. */
function nameOf({ form, entries, names }: OrganisationActivityPageProps): string | null {
  const entry = entries.find(({ helperId }) => helperId !== null && helperId === form.values['helper']);
  return entry ? names.helper(entry.helperId, entry.at) : null;
}

/** Everything that the same helper did. */
function OfHelper({ id, name }: { id: string; name: string | null }): JSX.Element {
  return <a href={`/manager/activity?helper=${id}`}>{name}</a>;
}

/** Everything about the same mandate. */
function OfMandate({ mandateId }: { mandateId: string }): JSX.Element {
  return <a href={`/manager/activity?mandate=${mandateId}`}>{mandateReference(mandateId)}</a>;
}
