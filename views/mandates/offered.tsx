import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import type { ProofAsked } from '../../src/identity/proof-asked.ts';
import type { Terms } from '../../src/mandates/attestation.ts';
import type { Draft } from '../../src/mandates/draft.ts';
import { fullName, type Person } from '../../src/people/person.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button } from '../parts/button.tsx';
import { Checkbox } from '../parts/choices.tsx';
import { Birthdate, Instant, SummaryList } from '../parts/facts.tsx';
import { PostForm } from '../parts/form.tsx';
import { ProofFields } from '../parts/proof.tsx';
import { wordedFor } from '../parts/proof-words.ts';
import { TermsInOneLanguage } from './terms-text.tsx';

interface OfferedPageProps {
  draft: Draft;
  person: Person;
  terms: Terms;
  asked: ProofAsked;
  form: Form;
}

/** What a person signed by themself and offers: a helper accepts it for the organisation, or not. */
export function OfferedPage({ draft, person, terms, asked, form }: OfferedPageProps): JSX.Element {
  const { t } = usePage();
  const shown = wordedFor(form, asked);
  const french = terms.texts.find(({ language }) => language === 'fr');
  return (
    <Layout
      title={t('mandates.offer.title', { person: fullName(person.identity) })}
      lead={t('mandates.offer.lead')}
      back={{ href: '/home' }}
      form={shown}
      scripts={['passkeys.js']}
    >
      <SummaryList
        facts={[
          { name: t('mandates.fact.birthdate'), value: <Birthdate of={person.identity} /> },
          ...(draft.agreedAt ? [{ name: t('mandates.offer.signed'), value: <Instant at={draft.agreedAt} /> }] : []),
          ...(draft.expiresAt ? [{ name: t('mandates.fact.end'), value: <Instant at={draft.expiresAt} /> }] : []),
          { name: t('mandates.offer.until'), value: <Instant at={draft.lapsesAt} /> },
        ]}
      />
      {french && <TermsInOneLanguage text={french} />}
      <PostForm action={`/offers/${draft.id}/signature`}>
        <Checkbox form={form} name="explained" label={t('mandates.offer.explained')} />
        <ProofFields form={shown} asked={asked} label="mandates.signature.code" />
        <Actions>
          <Button>{t('mandates.offer.accept')}</Button>
        </Actions>
      </PostForm>
      <p>
        <a href={`/offers/${draft.id}/refusal`}>{t('mandates.offer.decline')}</a>
      </p>
    </Layout>
  );
}
