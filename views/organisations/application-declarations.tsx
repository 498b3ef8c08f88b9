import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import { type Declaration, declarations } from '../../src/organisations/application.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button } from '../parts/button.tsx';
import { Checkbox } from '../parts/choices.tsx';
import { PostForm } from '../parts/form.tsx';

interface DeclarationsPageProps {
  declared: readonly Declaration[];
  form: Form;
  /** Where the application is. */
  base: string;
}

/** The five things an applicant declares. */
export function DeclarationsPage({ declared, form, base }: DeclarationsPageProps): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('application.part.declarations')} lead={t('application.declarations.lead')} back={{ href: base }} form={form}>
      <PostForm action={`${base}/declarations`}>
        {declarations.map((one) => (
          <Checkbox
            key={one}
            form={form}
            name={one}
            label={t(`application.declaration.${one}`)}
            hint={t(`application.declaration.${one}.hint`)}
            checked={declared.includes(one)}
          />
        ))}
        <Actions>
          <Button>{t('application.save')}</Button>
        </Actions>
      </PostForm>
    </Layout>
  );
}
