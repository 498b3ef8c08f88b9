import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import type { Terms } from '../../src/mandates/attestation.ts';
import { type Draft, protections } from '../../src/mandates/draft.ts';
import type { Procedure } from '../../src/mandates/procedures.ts';
import { fullName, type Person } from '../../src/people/person.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { useProcedureTitles } from './procedure-titles.ts';
import { Actions, Button } from '../parts/button.tsx';
import { Checkbox, Radios } from '../parts/choices.tsx';
import { CsrfField } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';
import { Pictogram } from '../parts/pictogram.tsx';
import { Details, Steps } from '../parts/sections.tsx';
import { TermsInOneLanguage } from './terms-text.tsx';
import { Sentences } from '../parts/sentences.tsx';

interface AgreementPageProps {
  draft: Draft;
  /** What a renewal covers that the renewed mandate did not. */
  added: readonly Procedure[];
  person: Person;
  terms: Terms;
  form: Form;
  /** Where the answer goes, on the person's own device; absent: in the browser of the helper beside them. */
  action?: string;
}

/** The person reads, in their language then in French, and decides. Saying no needs nothing else. */
export function AgreementPage({ draft, added, person, terms, form, action }: AgreementPageProps): JSX.Element {
  const { t } = usePage();
  const titles = useProcedureTitles();
  const [own, french] = terms.texts;
  return (
    <Layout
      title={t('person.agreement.title')}
      picture="sheet"
      lead={t('person.agreement.lead', { person: fullName(person.identity) })}
      form={form}
      handedOver={action === undefined}
    >
      {action === undefined && <Steps current="agreement" />}
      <Notice tone={added.length > 0 ? 'warning' : 'info'}>
        <p>
          <Sentences text={t('person.agreement.draft')} />
        </p>
        {added.length > 0 && <p>{t('person.agreement.added', { procedures: titles(added) })}</p>}
      </Notice>
      {own && <TermsInOneLanguage text={own} />}
      {french && (
        <Details summary={t('person.agreement.french')}>
          <TermsInOneLanguage text={french} />
        </Details>
      )}
      <form method="post" action={action ?? `/drafts/${draft.id}/agreement`} noValidate>
        <CsrfField />
        <input type="hidden" name="terms" value={draft.termsHash?.toString('hex') ?? ''} />
        <Radios
          form={form}
          name="protection"
          label={t('person.agreement.protection')}
          hint={t('person.agreement.protection.hint')}
          choices={protections.map((protection) => ({ value: protection, label: t(`person.agreement.protection.${protection}`) }))}
        />
        <Checkbox form={form} name="consent" label={<Sentences text={t('person.agreement.consent')} />} />
        <Actions>
          <Button name="answer" value="yes">
            <Pictogram name="tick" />
            {t('person.agreement.yes')}
          </Button>
          <Button look="secondary" name="answer" value="no">
            <Pictogram name="cross" />
            {t('person.agreement.no')}
          </Button>
        </Actions>
      </form>
    </Layout>
  );
}
