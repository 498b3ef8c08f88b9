import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import type { Draft } from '../../src/mandates/draft.ts';
import { fullName, type Person } from '../../src/people/person.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button } from '../parts/button.tsx';
import { SummaryList } from '../parts/facts.tsx';
import { PostForm } from '../parts/form.tsx';
import { TextArea } from '../parts/text-area.tsx';

/** A helper does not accept what a person offers, and tells them why. */
export function DeclineOfferPage({ draft, person, form }: { draft: Draft; person: Person; form: Form }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout
      title={t('mandates.offer.decline.title')}
      lead={t('mandates.offer.decline.lead')}
      back={{ href: `/offers/${draft.id}` }}
      form={form}
    >
      <SummaryList facts={[{ name: t('mandates.fact.person'), value: fullName(person.identity) }]} />
      <PostForm action={`/offers/${draft.id}/refusal`}>
        <TextArea form={form} name="reason" label={t('mandates.offer.reason')} maxLength={500} />
        <Actions>
          <Button look="danger">{t('mandates.offer.decline')}</Button>
        </Actions>
      </PostForm>
    </Layout>
  );
}
