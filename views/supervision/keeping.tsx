import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import { usePage } from '../page.tsx';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { PostForm } from '../parts/form.tsx';
import { Details } from '../parts/sections.tsx';
import type { ShownResults } from './search-results.tsx';

/** Gives the search a name, or forgets it. */
export function Keeping({ results: { query, id, name }, form }: { results: ShownResults; form: Form }): JSX.Element {
  const { t } = usePage();
  if (id !== null && name !== null)
    return (
      <PostForm action={`/supervision/journal/searches/${id}/removal`}>
        <Button look="quiet">{t('supervision.search.forget', { name })}</Button>
      </PostForm>
    );
  return (
    <Details summary={t('supervision.search.keep')} open={Object.keys(form.mistakes).length > 0}>
      <PostForm action="/supervision/journal/searches">
        {id === null ? <input type="hidden" name="search" value={query} /> : <input type="hidden" name="of" value={id} />}
        <Field
          form={form}
          name="name"
          label={t('supervision.search.keep.name')}
          hint={t('supervision.search.keep.hint')}
          autocomplete="off"
        />
        <Button look="secondary">{t('supervision.search.keep.done')}</Button>
      </PostForm>
    </Details>
  );
}
