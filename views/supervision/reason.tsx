import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import { lookPurposes, reasonLength } from '../../src/people/look.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Radios } from '../parts/choices.tsx';
import { Field } from '../parts/field.tsx';
import { Confirm } from '../parts/sections.tsx';
import { TextArea } from '../parts/text-area.tsx';

/** Why a supervisor opens what is about persons, for half an hour; each person reads the answer. */
export function ReasonPage({ form, back }: { form: Form; back: string }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('supervision.reason.title')} lead={t('supervision.reason.lead')} back={{ href: back }} form={form}>
      <Confirm action="/supervision/reason" confirm={t('supervision.reason.open')} cancel={back}>
        <input type="hidden" name="back" value={back} />
        <Radios
          form={form}
          name="purpose"
          label={t('look.purpose')}
          choices={lookPurposes.map((purpose) => ({ value: purpose, label: t(`person.look.purpose.${purpose}`) }))}
        />
        <Field form={form} name="caseReference" label={t('supervision.reason.case')} hint={t('supervision.reason.case.hint')} size={20} />
        <TextArea form={form} name="reason" label={t('look.reason')} hint={t('look.reason.hint')} rows={3} maxLength={reasonLength.most} />
      </Confirm>
    </Layout>
  );
}
