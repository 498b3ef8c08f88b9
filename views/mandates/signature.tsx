import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import type { ProofAsked } from '../../src/identity/proof-asked.ts';
import type { DraftView } from '../../src/mandates/show-draft.ts';
import { fullName, type Person } from '../../src/people/person.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { useProcedureTitles } from './procedure-titles.ts';
import { Actions, Button } from '../parts/button.tsx';
import { Checkbox } from '../parts/choices.tsx';
import { Instant, SummaryList } from '../parts/facts.tsx';
import { PostForm } from '../parts/form.tsx';
import { ProofFields } from '../parts/proof.tsx';
import { wordedFor } from '../parts/proof-words.ts';
import { Steps } from '../parts/sections.tsx';
import { Abandon } from './hand-over.tsx';
import { Users } from './users.tsx';

interface SignaturePageProps extends Pick<DraftView, 'draft' | 'named'> {
  person: Person;
  asked: ProofAsked;
  form: Form;
}

/** The person agreed; the helper countersigns with the second factor. */
export function SignaturePage({ draft, named, person, asked, form }: SignaturePageProps): JSX.Element {
  const { t } = usePage();
  const shown = wordedFor(form, asked);
  const titles = useProcedureTitles();
  return (
    <Layout
      title={t('mandates.signature.title')}
      lead={t('mandates.signature.lead', { person: fullName(person.identity) })}
      form={shown}
      scripts={['passkeys.js']}
    >
      <Steps current="signature" />
      <SummaryList
        facts={[
          { name: t('mandates.fact.person'), value: fullName(person.identity) },
          { name: t('mandates.fact.procedures'), value: titles(draft.procedures) },
          { name: t('mandates.fact.users'), value: <Users named={named} /> },
          ...(draft.expiresAt ? [{ name: t('mandates.fact.end'), value: <Instant at={draft.expiresAt} /> }] : []),
        ]}
      />
      <PostForm action={`/drafts/${draft.id}/signature`}>
        <Checkbox form={form} name="explained" label={t('mandates.signature.explained')} />
        <ProofFields form={shown} asked={asked} label="mandates.signature.code" />
        <Actions>
          <Button>{t('mandates.signature.submit')}</Button>
        </Actions>
      </PostForm>
      <p>
        <a href={`/drafts/${draft.id}/contacts`}>{t('contacts.propose.link')}</a>
      </p>
      <Abandon draft={draft} />
    </Layout>
  );
}
