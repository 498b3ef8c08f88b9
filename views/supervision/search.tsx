import type { JSX } from 'preact';
import { emptyForm, type Form } from '../../src/http/parse-form.ts';
import type { StandingReason } from '../../src/supervision/reason.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Button } from '../parts/button.tsx';
import { PostForm } from '../parts/form.tsx';
import { Details } from '../parts/sections.tsx';
import { ReasonBanner } from './reason-banner.tsx';
import { SearchFields, type SearchChoices } from './search-fields.tsx';
import { SearchResults, type ShownResults } from './search-results.tsx';

export interface SearchPageProps {
  form: Form;
  choices: SearchChoices;
  reason: StandingReason | null;
  /** The searches the supervisor gave a name. */
  searches: readonly { id: string; name: string }[];
  /** Null when the form was not filled right. */
  results: ShownResults | null;
  /** The name a search is to be kept under, as it was sent. */
  keeping?: Form;
}

/** The journal as a supervisor searches it: what they look for, and what was found. */
export function SearchPage({ form, choices, reason, searches, results, keeping = emptyForm }: SearchPageProps): JSX.Element {
  const { t } = usePage();
  return (
    <Layout
      title={t('supervision.search.title')}
      lead={t('supervision.search.lead')}
      back={{ href: '/supervision' }}
      form={results ? keeping : form}
      wide
    >
      <ReasonBanner reason={reason} />
      {searches.length > 0 && <Searches searches={searches} />}
      <details open={results === null}>
        <summary>{t('supervision.search.refine')}</summary>
        <div>
          <PostForm action="/supervision/journal">
            <SearchFields form={form} choices={choices} isNaming={reason !== null} />
            <Button>{t('frame.search')}</Button>
          </PostForm>
        </div>
      </details>
      {results && <SearchResults results={results} keeping={keeping} hasReason={reason !== null} />}
    </Layout>
  );
}

function Searches({ searches }: Pick<SearchPageProps, 'searches'>): JSX.Element {
  const { t } = usePage();
  return (
    <Details summary={t('supervision.search.kept', { count: searches.length })}>
      <ul>
        {searches.map(({ id, name }) => (
          <li key={id}>
            <a href={`/supervision/journal/searches/${id}`}>{name}</a>
          </li>
        ))}
      </ul>
    </Details>
  );
}
