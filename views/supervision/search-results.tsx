import type { ComponentChildren, JSX } from 'preact';
import { mandateReference } from '../../src/mandates/pseudonym.ts';
import type { EntryLine } from '../../src/supervision/describe-entries.ts';
import type { SearchResult } from '../../src/supervision/read-search.ts';
import type { Form } from '../../src/http/parse-form.ts';
import { usePage } from '../page.tsx';
import { Actions, Button, ButtonLink } from '../parts/button.tsx';
import { EntryName, EntryProcedure } from '../parts/entry.tsx';
import { Instant } from '../parts/facts.tsx';
import { PostForm } from '../parts/form.tsx';
import { Pagination } from '../parts/listing.tsx';
import { Details } from '../parts/sections.tsx';
import { DataTable } from '../parts/table.tsx';
import { Keeping } from './keeping.tsx';

export interface ShownResults extends SearchResult {
  /** The address of the search, its first page. */
  here: string;
  /** The search as the query of an address. */
  query: string;
  /** The search, when it lies with us. */
  id: string | null;
  name: string | null;
  isNamed: boolean;
}

interface SearchResultsProps {
  results: ShownResults;
  keeping: Form;
  hasReason: boolean;
}

/** What was found, newest first: how many, each line, and the way on. */
export function SearchResults({ results, keeping, hasReason }: SearchResultsProps): JSX.Element {
  const { t } = usePage();
  const { lines, total, here, next, isNamed, searchedBackTo } = results;
  const to = (more: string) => `${here}${here.includes('?') ? '&' : '?'}${more}`;
  const naming = isNamed && results.id === null ? '&names=yes' : '';
  return (
    <section aria-labelledby="results">
      <h2 id="results">{t(total.exact ? 'supervision.search.count' : 'supervision.search.more', { count: total.count })}</h2>
      {total.about !== null && <p>{t('supervision.search.about', { count: total.about })}</p>}
      {hasReason && !isNamed && lines.some(({ person }) => person !== null) && (
        <p>
          <ButtonLink look="secondary" href={to('names=yes')}>
            {t('supervision.search.name')}
          </ButtonLink>{' '}
          {t('supervision.search.name.hint')}
        </p>
      )}
      <Lines lines={lines} isNamed={isNamed} />
      {searchedBackTo && (
        <p>
          {t('supervision.search.until')} <Instant at={searchedBackTo} />
        </p>
      )}
      <Pagination previous={null} next={next === null ? null : to(`before=${next}${naming}`)} />
      <Exporting results={results} hasReason={hasReason} />
      <Keeping results={results} form={keeping} />
    </section>
  );
}

function Lines({ lines, isNamed }: Pick<ShownResults, 'lines' | 'isNamed'>): JSX.Element {
  const { t } = usePage();
  return (
    <DataTable
      caption={t('supervision.search.caption')}
      empty={t('supervision.search.empty')}
      rows={lines}
      columns={[
        { title: t('mandates.activity.when'), cell: ({ at }) => <Instant at={at} /> },
        { title: t('mandates.activity.what'), cell: (entry) => <What entry={entry} /> },
        { title: t('supervision.search.who'), cell: ({ organisation, helper }) => <Both one={organisation} other={helper} /> },
        { title: t(isNamed ? 'supervision.search.person.named' : 'supervision.search.person.pseudonym'), cell: ({ person }) => person },
        {
          title: t('supervision.search.where'),
          cell: ({ procedure, client }) => <Both one={<EntryProcedure code={procedure} />} other={client} />,
        },
        { title: t('mandates.activity.mandate'), cell: ({ mandateId }) => mandateId && <MandateLink mandateId={mandateId} /> },
      ]}
    />
  );
}

/** Two things that belong together, one under the other: a table of nine columns fits no ordinary screen. */
function Both({ one, other }: { one: ComponentChildren; other: ComponentChildren }): JSX.Element {
  return (
    <>
      {one}
      {other && <div>{other}</div>}
    </>
  );
}

/** What happened; of a use, and of a refused one, the way to its whole story. */
function What({ entry }: { entry: EntryLine }): JSX.Element {
  const story = storyOf(entry);
  return story === null ? (
    <EntryName entry={entry} />
  ) : (
    <a href={story}>
      <EntryName entry={entry} />
    </a>
  );
}

function storyOf({ useId, event, entryId }: EntryLine): string | null {
  if (useId !== null) return `/supervision/uses/${useId}`;
  return event === 'use_refused' ? `/supervision/refusals/${entryId}` : null;
}

/** Everything about the same mandate. */
function MandateLink({ mandateId }: { mandateId: string }): JSX.Element {
  return <a href={`/supervision/journal?mandate=${mandateId}`}>{mandateReference(mandateId)}</a>;
}

/** Takes away all that the search finds, not this page alone. */
function Exporting({ results: { query, id, isNamed }, hasReason }: { results: ShownResults; hasReason: boolean }): JSX.Element {
  const { t } = usePage();
  const formats = ['csv', 'jsonl', 'pdf'] as const;
  return (
    <Details summary={t('supervision.exports.this')}>
      <PostForm action="/supervision/exports">
        {id === null ? <input type="hidden" name="search" value={query} /> : <input type="hidden" name="of" value={id} />}
        <p>{t('supervision.exports.this.hint')}</p>
        {hasReason && (
          <div class="choice">
            <input type="checkbox" id="names" name="names" value="yes" checked={isNamed} />
            <label for="names">{t('supervision.exports.names')}</label>
          </div>
        )}
        <Actions>
          {formats.map((format) => (
            <Button key={format} look="secondary" name="format" value={format}>
              {t(`supervision.exports.format.${format}`)}
            </Button>
          ))}
        </Actions>
      </PostForm>
    </Details>
  );
}
