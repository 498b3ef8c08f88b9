import type { JSX } from 'preact';
import { usePage } from '../page.tsx';
import { Button } from './button.tsx';

interface SearchFieldProps {
  label: string;
  /** Where the search is sent (GET); the current page keeps working without scripts. */
  action: string;
  value?: string;
  name?: string;
  hint?: string;
  /** Id of a table or list whose lines are filtered while one types. */
  filters?: string;
}

/** Looks for something in a list. */
export function SearchField({ label, action, value = '', name = 'q', hint, filters }: SearchFieldProps): JSX.Element {
  const { t } = usePage();
  const ties = {
    ...(hint !== undefined && { 'aria-describedby': `${name}-hint` }),
    ...(filters !== undefined && { 'data-filter': filters }),
  };
  return (
    <form class="search" role="search" method="get" action={action}>
      <label for={name}>{label}</label>
      {hint !== undefined && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <div class="search-line">
        <input type="search" id={name} name={name} value={value} autocomplete="off" {...ties} />
        <Button look="secondary">{t('frame.search')}</Button>
      </div>
      <p class="unseen" role="status" data-filter-count={t('frame.search.count')} />
    </form>
  );
}

interface PaginationProps {
  previous: string | null;
  next: string | null;
  /** Of which list, where a page has several. */
  label?: string;
}

/** To the pages before and after; null when there is none. */
export function Pagination({ previous, next, label }: PaginationProps): JSX.Element | null {
  const { t } = usePage();
  if (previous === null && next === null) return null;
  return (
    <nav class="pagination" aria-label={label ?? t('frame.pages')}>
      {previous !== null && (
        <a class="button secondary" rel="prev" href={previous}>
          {t('frame.pages.previous')}
        </a>
      )}
      {next !== null && (
        <a class="button secondary" rel="next" href={next}>
          {t('frame.pages.next')}
        </a>
      )}
    </nav>
  );
}
