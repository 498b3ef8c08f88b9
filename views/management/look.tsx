import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import { mandateReference } from '../../src/mandates/pseudonym.ts';
import { lookPurposes, reasonLength } from '../../src/people/look.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Radios } from '../parts/choices.tsx';
import { Confirm } from '../parts/sections.tsx';
import { TextArea } from '../parts/text-area.tsx';

/** Why a manager opens one mandate; the person reads the answer. */
export function LookPage({ form, mandateId }: { form: Form; mandateId: string }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout
      title={t('manager.look.title', { mandate: mandateReference(mandateId) })}
      lead={t('manager.look.lead')}
      back={{ href: '/manager/mandates' }}
      form={form}
    >
      <Confirm action={`/manager/mandates/${mandateId}/looks`} confirm={t('manager.look.open')} cancel="/manager/mandates">
        <Radios
          form={form}
          name="purpose"
          label={t('look.purpose')}
          choices={lookPurposes.map((purpose) => ({ value: purpose, label: t(`person.look.purpose.${purpose}`) }))}
        />
        <TextArea form={form} name="reason" label={t('look.reason')} hint={t('look.reason.hint')} rows={3} maxLength={reasonLength.most} />
      </Confirm>
    </Layout>
  );
}
