import type { JSX } from 'preact';
import type { Usable } from '../../src/mandates/usable-store.ts';
import type { Exclusions } from '../../src/organisations/exclusion-store.ts';
import { fullName } from '../../src/people/person.ts';
import type { Interaction } from '../../src/provider/interaction.ts';
import { Layout } from '../layout.tsx';
import { useProcedureTitles } from '../mandates/procedure-titles.ts';
import { usePage } from '../page.tsx';
import { Birthdate } from '../parts/facts.tsx';
import { Pagination, SearchField } from '../parts/listing.tsx';
import { DataTable } from '../parts/table.tsx';
import { BackToService } from './back-to-service.tsx';
import { NotHelpedWith } from './not-helped-with.tsx';

interface ChoosePersonProps {
  interaction: Interaction;
  excluded: Exclusions;
  people: readonly Usable[];
  search: string;
  page: number;
  hasMore: boolean;
}

/** A service waits: for whom? Only people the decision would allow. */
export function ChoosePersonPage({ interaction, excluded, people, search, page, hasMore }: ChoosePersonProps): JSX.Element {
  const { t } = usePage();
  const here = `/interaction/${interaction.uid}`;
  const address = (number: number) => `${here}?${String(new URLSearchParams({ ...(search && { q: search }), page: String(number) }))}`;
  const names = useProcedureTitles();
  return (
    <Layout title={t('provider.person.title')} lead={t('provider.service', { service: interaction.client.name })} wide>
      <NotHelpedWith excluded={excluded} />
      <SearchField
        label={t('provider.person.search')}
        hint={t('provider.person.search.hint')}
        action={here}
        value={search}
        filters="people"
      />
      <DataTable
        id="people"
        caption={t('provider.person.list')}
        empty={t('provider.person.nobody')}
        rows={people}
        columns={[
          {
            title: t('provider.person.name'),
            cell: ({ person }) => <a href={`${here}?person=${person.id}`}>{fullName(person.identity)}</a>,
          },
          { title: t('provider.person.birthdate'), cell: ({ person }) => <Birthdate of={person.identity} /> },
          { title: t('provider.person.procedures'), cell: ({ covered }) => names(covered.map(({ procedure }) => procedure)) },
        ]}
      />
      <Pagination previous={page > 1 ? address(page - 1) : null} next={hasMore ? address(page + 1) : null} />
      <BackToService uid={interaction.uid} />
    </Layout>
  );
}
