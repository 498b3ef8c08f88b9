import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import type { NamedSuspension } from '../../src/supervision/name-suspensions.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Instant, SummaryList } from '../parts/facts.tsx';
import { Confirm } from '../parts/sections.tsx';
import { Checkbox } from '../parts/choices.tsx';
import { TextArea } from '../parts/text-area.tsx';

/** The suspension is lifted, with a reason. */
export function LiftSuspensionPage({ suspension, form }: { suspension: NamedSuspension; form: Form }): JSX.Element {
  const { t } = usePage();
  const { id, name, kind, suspendedAt, liftedAt } = suspension;
  const list = '/supervision/suspensions';
  return (
    <Layout title={t('suspension.lift.title', { name })} back={{ href: list }} form={form}>
      <SummaryList
        facts={[
          { name: t('suspension.kind'), value: t(`suspension.kind.${kind}`) },
          { name: t('suspension.since'), value: <Instant at={suspendedAt} /> },
          ...(liftedAt ? [{ name: t('suspension.lifted'), value: <Instant at={liftedAt} /> }] : []),
        ]}
      />
      {!liftedAt && (
        <Confirm action={`${list}/${id}/lift`} confirm={t('suspension.lift')} cancel={list}>
          <TextArea form={form} name="reason" label={t('suspension.reason')} hint={t('suspension.reason.hint')} rows={3} maxLength={500} />
          <Checkbox form={form} name="tells" label={t('suspension.tells')} hint={t('suspension.lift.tells.hint')} />
        </Confirm>
      )}
    </Layout>
  );
}
