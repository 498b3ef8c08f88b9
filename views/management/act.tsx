import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import type { ActName } from '../../src/management/acts.ts';
import { type Helper, helperName } from '../../src/organisations/helper.ts';
import type { Organisation } from '../../src/organisations/organisation.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Confirm } from '../parts/sections.tsx';
import { TextArea } from '../parts/text-area.tsx';

interface ActPageProps {
  form: Form;
  name: ActName;
  needsReason: boolean;
  helper: Helper;
  organisation: Organisation;
}

const dangerous: ReadonlySet<ActName> = new Set(['suspension', 'removal', 'factors-reset', 'manager-role-end']);

/** The last step before an act on a helper: what it does, and why when they are told why. */
export function ActPage({ form, name, needsReason, helper, organisation }: ActPageProps): JSX.Element {
  const { t } = usePage();
  const here = `/manager/helpers/${helper.id}`;
  const values = { helper: helperName(helper), organisation: organisation.name };
  return (
    <Layout
      title={t(`manager.act.${name}.question`, values)}
      lead={t(`manager.act.${name}.text`, values)}
      back={{ href: here }}
      form={form}
    >
      <Confirm action={`${here}/${name}`} confirm={t(`manager.act.${name}.title`)} cancel={here} danger={dangerous.has(name)}>
        {needsReason && (
          <TextArea form={form} name="reason" label={t('manager.reason')} hint={t('manager.reason.hint')} rows={3} maxLength={500} />
        )}
      </Confirm>
    </Layout>
  );
}
