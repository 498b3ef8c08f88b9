import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import type { Again } from '../../src/mandates/given-again.ts';
import { type Duration, durations } from '../../src/mandates/mandate.ts';
import { procedureCodes } from '../../src/mandates/procedures.ts';
import type { Organisation } from '../../src/organisations/organisation.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button } from '../parts/button.tsx';
import { Checkboxes, languageChoices, Radios } from '../parts/choices.tsx';
import { PostForm } from '../parts/form.tsx';
import { TextArea } from '../parts/text-area.tsx';
import { Sentences } from '../parts/sentences.tsx';

interface OfferPageProps {
  organisation: Organisation;
  form: Form;
  /** What was given before and is to be given again; null when there is no such thing. */
  again: Again | null;
}

/** What the person offers: what for, how long, in which language. */
export function OfferPage({ organisation, form, again }: OfferPageProps): JSX.Element {
  const { t, language: own } = usePage();
  const offered = procedureCodes.filter((code) => !organisation.excludedProcedures.includes(code));
  return (
    <Layout
      title={t('person.offer.form', { organisation: organisation.name })}
      picture="sheet"
      back={{ href: '/me/offers/new' }}
      form={form}
    >
      <PostForm action={`/me/offers/new/${organisation.id}`}>
        <Checkboxes
          form={form}
          name="procedures"
          label={t('person.offer.procedures')}
          chosen={again?.procedures ?? []}
          choices={offered.map((code) => ({
            value: code,
            label: t(`terms.procedure.${code}.title`),
            example: t(`terms.procedure.${code}.examples`),
          }))}
        />
        {offered.length < procedureCodes.length && (
          <p class="hint">
            <Sentences text={t('person.offer.procedures.excluded')} />
          </p>
        )}
        <Radios
          form={form}
          name="duration"
          label={t('person.offer.duration')}
          hint={t('person.offer.duration.hint')}
          chosen={again?.duration ?? []}
          choices={(Object.keys(durations) as Duration[]).map((value) => ({ value, label: t(`person.offer.duration.${value}`) }))} // the keys of a constant
        />
        <TextArea
          form={form}
          name="named"
          label={t('person.offer.named')}
          hint={t('person.offer.named.hint')}
          value={again?.named.join('\n') ?? ''}
          rows={3}
          maxLength={500}
          optional
        />
        <Radios
          form={form}
          name="language"
          label={t('person.offer.language')}
          chosen={again?.language ?? own}
          choices={languageChoices()}
        />
        <Actions>
          <Button>{t('person.offer.next')}</Button>
        </Actions>
      </PostForm>
    </Layout>
  );
}
