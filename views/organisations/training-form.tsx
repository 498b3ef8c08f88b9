import type { JSX } from 'preact';
import { emptyForm, type Form } from '../../src/http/parse-form.ts';
import { usePage } from '../page.tsx';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { FileField, UploadForm } from '../parts/upload.tsx';

/** Hands in an attestation of training: who trained, when, and the file that says so. */
export function TrainingForm({ action, form = emptyForm }: { action: string; form?: Form }): JSX.Element {
  const { t } = usePage();
  return (
    <section>
      <h2>{t('training.form.title')}</h2>
      <UploadForm action={action}>
        <Field form={form} name="body" label={t('training.body')} hint={t('training.body.hint')} />
        <Field form={form} name="trainedOn" kind="date" label={t('training.day')} />
        <FileField form={form} name="file" label={t('training.file')} hint={t('training.file.hint')} accept=".pdf,.jpg,.jpeg,.png" />
        <Button look="secondary">{t('training.form.submit')}</Button>
      </UploadForm>
    </section>
  );
}
