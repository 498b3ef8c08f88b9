import type { JSX } from 'preact';
import { emptyForm } from '../../src/http/parse-form.ts';
import type { Belonging } from '../../src/organisations/store.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Button } from '../parts/button.tsx';
import { Radios } from '../parts/choices.tsx';
import { SummaryList } from '../parts/facts.tsx';
import { PostForm } from '../parts/form.tsx';

interface FactorsPageProps {
  addedAt: Date | null;
  belongings: readonly Belonging[];
  /** The organisation one acts for now. */
  current: string | null;
  /** Where one came from. */
  home: string;
}

/** What protects a helper's account, and for whom they act. */
export function FactorsPage({ addedAt, belongings, current, home }: FactorsPageProps): JSX.Element {
  const { t } = usePage();
  const choices = belongings.map(({ organisation }) => ({ value: organisation.id, label: organisation.name }));
  const added = addedAt ? t('identity.factors.factor.added', { at: addedAt }) : '';
  return (
    <Layout title={t('identity.factors.title')} back={{ href: home }}>
      <section>
        <h2>{t('identity.factors.factor.title')}</h2>
        <SummaryList facts={[{ name: t('identity.factors.factor.name'), value: added }]} />
        <p>{t('identity.factors.factor.reset')}</p>
      </section>
      {choices.length > 1 && (
        <PostForm action="/organisation">
          <Radios
            form={emptyForm}
            name="organisation"
            label={t('identity.factors.organisation.title')}
            choices={choices}
            chosen={current ?? ''}
          />
          <Button>{t('identity.factors.organisation.action')}</Button>
        </PostForm>
      )}
    </Layout>
  );
}
