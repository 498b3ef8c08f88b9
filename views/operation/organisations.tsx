import type { JSX } from 'preact';
import type { Organisation } from '../../src/organisations/organisation.ts';
import type { EndingCertification } from '../../src/organisations/renewal-store.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Pagination, SearchField } from '../parts/listing.tsx';
import { Day } from '../parts/facts.tsx';
import { Notice } from '../parts/notice.tsx';
import { DataTable } from '../parts/table.tsx';
import { Standing } from '../organisations/standing.tsx';

interface OperatorOrganisationsPageProps {
  search: string;
  organisations: readonly Organisation[];
  /** On the first page: whose certification ends soon, or ended of late. */
  ending: readonly EndingCertification[] | null;
  /** On the first page: whom nobody manages. */
  unmanaged: readonly { readonly id: string; readonly name: string }[];
  next: { readonly name: string; readonly id: string } | null;
  at: Date;
}

/** The organisations, by name. */
export function OperatorOrganisationsPage(props: OperatorOrganisationsPageProps): JSX.Element {
  const { search, organisations, ending, unmanaged, next, at } = props;
  const { t } = usePage();
  return (
    <Layout title={t('operator.organisations.title')} back={{ href: '/operator' }} wide>
      <SearchField label={t('directory.search')} action="/operator/organisations" value={search} />
      {unmanaged.length > 0 && (
        <Notice tone="warning" title={t('operator.organisations.unmanaged')}>
          <ul>
            {unmanaged.map(({ id, name }) => (
              <li key={id}>
                <a href={`/operator/organisations/${id}`}>{name}</a>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {ending && <EndingSoon ending={ending} />}
      <DataTable
        caption={t('operator.organisations.title')}
        empty={t('directory.nobody')}
        rows={organisations}
        columns={[
          { title: t('application.name'), cell: ({ id, name }) => <a href={`/operator/organisations/${id}`}>{name}</a> },
          { title: t('application.siret'), cell: ({ siret }) => siret },
          { title: t('application.territory'), cell: ({ territory }) => territory },
          { title: t('operator.organisation.standing'), cell: (organisation) => <Standing organisation={organisation} at={at} /> },
        ]}
      />
      <Pagination
        previous={null}
        next={next && `/operator/organisations?${String(new URLSearchParams({ q: search, name: next.name, id: next.id }))}`}
      />
    </Layout>
  );
}

/** Certifications that end within three months, or ended within one: their managers have asked for more time, or not. */
function EndingSoon({ ending }: { ending: readonly EndingCertification[] }): JSX.Element {
  const { t } = usePage();
  return (
    <DataTable
      caption={t('operator.organisations.ending')}
      empty={t('operator.organisations.ending.none')}
      rows={ending}
      columns={[
        { title: t('application.name'), cell: ({ id, name }) => <a href={`/operator/organisations/${id}`}>{name}</a> },
        { title: t('certification.until'), cell: ({ until }) => <Day of={until} /> },
        {
          title: t('operator.organisations.asked'),
          cell: ({ asked }) => t(asked === null ? 'operator.organisations.notAsked' : `application.state.${asked}`),
        },
      ]}
    />
  );
}
