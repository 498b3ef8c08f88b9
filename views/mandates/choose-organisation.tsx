import type { JSX } from 'preact';
import type { DirectoryShown } from '../../src/organisations/read-directory.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Pagination, SearchField } from '../parts/listing.tsx';
import { DataTable } from '../parts/table.tsx';

/** A person looks for the organisation they want help from. */
export function ChooseOrganisationPage({ search, places, next }: DirectoryShown): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('person.offer.title')} picture="people" lead={t('person.offer.lead')} back={{ href: '/me' }}>
      <SearchField label={t('person.offer.search')} action="/me/offers/new" value={search} />
      <DataTable
        caption={t('person.offer.list')}
        empty={t('person.offer.nobody')}
        rows={places}
        columns={[
          { title: t('person.offer.name'), cell: ({ nom }) => <bdi>{nom}</bdi> },
          {
            title: t('person.offer.address'),
            cell: ({ adresse, code_postal, commune }) => <bdi>{[adresse, code_postal, commune].filter(Boolean).join(' ')}</bdi>,
          },
          {
            title: t('person.offer.next'),
            cell: ({ id, nom }) => <a href={`/me/offers/new/${id}`}>{t('person.offer.choose', { organisation: nom })}</a>,
          },
        ]}
      />
      <Pagination previous={null} next={next && `/me/offers/new?${next}`} />
    </Layout>
  );
}
