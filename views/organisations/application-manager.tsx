import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import type { ManagerCandidate } from '../../src/organisations/application.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { PostForm } from '../parts/form.tsx';
import { CandidateFields } from './candidate-fields.tsx';

/** Who will manage the helpers. */
export function ManagerPage({ manager, form }: { manager: ManagerCandidate | null; form: Form }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('application.part.manager')} lead={t('application.manager.lead')} back={{ href: '/application' }} form={form}>
      <PostForm action="/application/manager">
        <CandidateFields form={form} candidate={manager} />
        <Field form={form} name="phone" kind="phone" label={t('application.manager.phone')} value={manager?.phone ?? ''} />
        <Actions>
          <Button>{t('application.save')}</Button>
        </Actions>
      </PostForm>
    </Layout>
  );
}
