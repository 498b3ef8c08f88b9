import type { JSX } from 'preact';
import type { Organisation } from '../../src/organisations/organisation.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button } from '../parts/button.tsx';
import { Instant, SummaryList } from '../parts/facts.tsx';
import { PostForm } from '../parts/form.tsx';
import { Sentences } from '../parts/sentences.tsx';

/** What a link asks, before anybody said who they are: by whom, until when, and the way on. Nothing about the person. */
export function RequestPage({ organisation, until, action }: { organisation: Organisation; until: Date; action: string }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('person.request.title', { organisation: organisation.name })} picture="speech" lead={t('person.request.lead')}>
      <SummaryList
        facts={[
          { name: t('person.request.who'), value: <bdi>{organisation.name}</bdi> },
          { name: t('person.request.where'), value: <bdi>{organisation.address}</bdi> },
          { name: t('person.request.until'), value: <Instant at={until} /> },
        ]}
      />
      <p>
        <Sentences text={t('person.request.next')} />
      </p>
      <PostForm action={action}>
        <Actions>
          <Button>{t('person.request.submit')}</Button>
        </Actions>
      </PostForm>
      <p>
        <Sentences text={t('person.request.not')} />
      </p>
    </Layout>
  );
}
