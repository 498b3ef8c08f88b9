import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import type { Candidate } from '../../src/organisations/application.ts';
import { usePage } from '../page.tsx';
import { Field } from '../parts/field.tsx';

/** Somebody's names and address of work. */
export function CandidateFields({ form, candidate }: { form: Form; candidate: Candidate | null }): JSX.Element {
  const { t } = usePage();
  return (
    <>
      <Field form={form} name="givenName" label={t('application.givenName')} value={candidate?.givenName ?? ''} autocomplete="off" />
      <Field form={form} name="familyName" label={t('application.familyName')} value={candidate?.familyName ?? ''} autocomplete="off" />
      <Field
        form={form}
        name="email"
        kind="email"
        label={t('application.workEmail')}
        hint={t('application.workEmail.hint')}
        value={candidate?.email ?? ''}
        autocomplete="off"
      />
    </>
  );
}
