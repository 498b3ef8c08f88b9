import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import type { SampleSummary } from '../../src/supervision/sample-store.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Button } from '../parts/button.tsx';
import { Day } from '../parts/facts.tsx';
import { Field } from '../parts/field.tsx';
import { PostForm } from '../parts/form.tsx';
import { Pagination } from '../parts/listing.tsx';
import { DataTable } from '../parts/table.tsx';

interface SamplesPageProps {
  samples: readonly SampleSummary[];
  form: Form;
  page: number;
  hasMore: boolean;
}

/** The samples of a supervisor's territories, how far each review is, and a new draw. */
export function SamplesPage({ samples, form, page, hasMore }: SamplesPageProps): JSX.Element {
  const { t } = usePage();
  const address = (number: number) => `/supervision/samples?page=${String(number)}`;
  return (
    <Layout title={t('supervision.sample.title')} lead={t('supervision.sample.lead')} back={{ href: '/supervision' }} form={form} wide>
      <DataTable
        caption={t('supervision.sample.caption')}
        empty={t('supervision.sample.none')}
        rows={samples}
        columns={[
          { title: t('cases.fact.organisation'), cell: (one) => <a href={`/supervision/samples/${one.id}`}>{one.organisationName}</a> },
          { title: t('supervision.sample.drawn'), cell: (one) => <Day of={one.drawnAt} /> },
          {
            title: t('supervision.sample.coverage'),
            cell: (one) => t('supervision.sample.outOf', { part: one.lines, whole: one.population }),
          },
          {
            title: t('supervision.sample.progress'),
            cell: (one) => t('supervision.sample.outOf', { part: one.reviewed, whole: one.lines }),
          },
          { title: t('supervision.sample.bad'), cell: (one) => one.bad, numeric: true },
        ]}
      />
      <Pagination previous={page > 1 ? address(page - 1) : null} next={hasMore ? address(page + 1) : null} />
      <h2>{t('supervision.sample.draw')}</h2>
      <PostForm action="/supervision/samples">
        <Field form={form} name="siret" kind="number" label={t('supervision.sample.siret')} size={18} />
        <Field
          form={form}
          name="email"
          kind="email"
          autocomplete="off"
          label={t('supervision.sample.email')}
          hint={t('supervision.sample.email.hint')}
          optional
        />
        <Field form={form} name="from" kind="date" label={t('supervision.search.from')} />
        <Field form={form} name="to" kind="date" label={t('supervision.search.to')} />
        <Field form={form} name="size" kind="number" label={t('supervision.sample.size')} value="20" size={4} />
        <Button>{t('supervision.sample.draw')}</Button>
      </PostForm>
    </Layout>
  );
}
