import type { JSX } from 'preact';
import type { Place } from '../../src/organisations/directory.ts';
import type { DirectoryShown } from '../../src/organisations/read-directory.ts';
import { nationalNumber } from '../../src/people/contact.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Hours } from '../parts/hours.tsx';
import { Pagination, SearchField } from '../parts/listing.tsx';
import { DataTable } from '../parts/table.tsx';
import { KindOf } from './kind.tsx';

/** The certified organisations, for whoever looks for help near them. */
export function DirectoryPage({ search, places, next }: DirectoryShown): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('directory.title')} picture="house" lead={t('directory.lead')} back={{ href: '/' }} wide>
      <SearchField label={t('directory.search')} action="/directory" value={search} />
      <DataTable
        caption={t('directory.title')}
        empty={t('directory.nobody')}
        rows={places}
        columns={[
          { title: t('directory.name'), cell: ({ nom }) => <bdi>{nom}</bdi> },
          { title: t('directory.kind'), cell: ({ typologie }) => <KindOf code={typologie} /> },
          {
            title: t('directory.address'),
            cell: ({ adresse, code_postal, commune }) => <bdi>{[adresse, code_postal, commune].filter(Boolean).join(' ')}</bdi>,
          },
          { title: t('directory.contact'), cell: (place) => <Contact place={place} /> },
        ]}
      />
      <Pagination previous={null} next={next && `/directory?${next}`} />
      <p>
        <a href="/api/v1/directory.json">{t('directory.data')}</a>
      </p>
    </Layout>
  );
}

function Contact({ place }: { place: Place }): JSX.Element | null {
  const { telephone, courriels, site_web: website, horaires = place.presentation_detail } = place;
  if ([telephone, courriels, website, horaires].every((known) => known === undefined)) return null;
  return (
    <>
      {telephone !== undefined && (
        <a href={`tel:${telephone}`} dir="ltr">
          {nationalNumber(telephone)}
        </a>
      )}{' '}
      {courriels !== undefined && (
        <a href={`mailto:${courriels}`} dir="ltr">
          {courriels}
        </a>
      )}{' '}
      {website !== undefined && (
        <a href={website} rel="external noopener" dir="ltr">
          {URL.parse(website)?.hostname ?? website}
        </a>
      )}{' '}
      {horaires !== undefined && <Hours of={horaires} />}
    </>
  );
}
