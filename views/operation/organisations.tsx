import type { JSX } from 'preact';
import type { Organisation } from '../../src/organisations/organisation.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Pagination, SearchField } from '../parts/listing.tsx';
import { DataTable } from '../parts/table.tsx';
import { Standing } from './standing.tsx';

interface OperatorOrganisationsPageProps {
  search: string;
  organisations: readonly Organisation[];
  next: { readonly name: string; readonly id: string } | null;
  at: Date;
}

/** The organisations, by name. */
export function OperatorOrganisationsPage({ search, organisations, next, at }: OperatorOrganisationsPageProps): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('operator.organisations.title')} back={{ href: '/operator' }} wide>
      <SearchField label={t('directory.search')} action="/operator/organisations" value={search} />
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
