import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import type { SuspensionKind } from '../../src/supervision/suspension.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Checkbox, Radios } from '../parts/choices.tsx';
import { Field } from '../parts/field.tsx';
import { Confirm } from '../parts/sections.tsx';
import { TextArea } from '../parts/text-area.tsx';

interface SuspendPageProps {
  form: Form;
  /** What a link of ours filled in. */
  kind: SuspensionKind | null;
  target: string;
}

const kinds = ['helper', 'organisation', 'client'] as const satisfies readonly SuspensionKind[];

/** What is to stop now, why, and whether the persons concerned are told. */
export function SuspendPage({ form, kind, target }: SuspendPageProps): JSX.Element {
  const { t } = usePage();
  const list = '/supervision/suspensions';
  return (
    <Layout title={t('suspension.new.title')} lead={t('suspension.lead')} back={{ href: list }} form={form}>
      <Confirm action={list} confirm={t('suspension.confirm')} cancel={list} danger>
        <Radios
          form={form}
          name="kind"
          label={t('suspension.kind')}
          choices={kinds.map((value) => ({ value, label: t(`suspension.kind.${value}`) }))}
          {...(kind && { chosen: kind })}
        />
        <Field
          form={target === '' ? form : { ...form, values: { target, ...form.values } }}
          name="target"
          label={t('suspension.target')}
          hint={t('suspension.target.hint')}
          autocomplete="off"
        />
        <TextArea form={form} name="reason" label={t('suspension.reason')} hint={t('suspension.reason.hint')} rows={3} maxLength={500} />
        <Checkbox form={form} name="tells" label={t('suspension.tells')} hint={t('suspension.tells.hint')} />
      </Confirm>
    </Layout>
  );
}
