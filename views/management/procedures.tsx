import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import { procedureCodes } from '../../src/mandates/procedures.ts';
import type { Organisation } from '../../src/organisations/organisation.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Button } from '../parts/button.tsx';
import { Checkboxes } from '../parts/choices.tsx';
import { PostForm } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';

/** Which procedures the organisation helps with, and what it means to leave one out. */
export function ProceduresPage({ form, organisation }: { form: Form; organisation: Organisation }): JSX.Element {
  const { t } = usePage();
  const lead = t('manager.procedures.lead', { organisation: organisation.name });
  return (
    <Layout title={t('manager.procedures.title')} lead={lead} back={{ href: '/manager' }} form={form}>
      <Notice>
        <p>{t('manager.procedures.running')}</p>
      </Notice>
      <PostForm action="/manager/procedures">
        <Checkboxes
          form={form}
          name="procedures"
          label={t('manager.procedures.which')}
          chosen={procedureCodes.filter((code) => !organisation.excludedProcedures.includes(code))}
          choices={procedureCodes.map((code) => ({ value: code, label: t(`terms.procedure.${code}.title`) }))}
        />
        <Button>{t('manager.procedures.save')}</Button>
      </PostForm>
    </Layout>
  );
}
