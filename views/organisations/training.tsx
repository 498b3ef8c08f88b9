import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import { type Helper, helperName } from '../../src/organisations/helper.ts';
import { helperState } from '../../src/organisations/life.ts';
import type { Training } from '../../src/organisations/training.ts';
import { HelperStateTag } from '../management/state.tsx';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Instant, SummaryList } from '../parts/facts.tsx';
import { Notice } from '../parts/notice.tsx';
import { TrainingForm } from './training-form.tsx';
import { Trainings } from './trainings.tsx';

interface TrainingPageProps {
  helper: Helper;
  form: Form;
  /** Where an attestation is handed in. */
  action: string;
  trainings: readonly Training[];
  at: Date;
}

/** Where a helper's certification stands, and the attestation that begins the next one. */
export function TrainingPage({ helper, form, action, trainings, at }: TrainingPageProps): JSX.Element {
  const { t } = usePage();
  const state = helperState(helper, { isTrained: trainings.some(({ decision }) => decision === null) }, at);
  const back = action.replace(/\/?training$/, '');
  return (
    <Layout title={t('training.title', { helper: helperName(helper) })} form={form} {...(back && { back: { href: back } })}>
      <SummaryList
        facts={[
          { name: t('manager.helper.state'), value: <HelperStateTag state={state} suspendedHere={false} /> },
          ...(helper.certificationExpiresAt
            ? [{ name: t('manager.helper.until'), value: <Instant at={helper.certificationExpiresAt} /> }]
            : []),
        ]}
      />
      {state !== 'certified' && (
        <Notice tone="warning">
          <p>{t(`training.state.${state}`)}</p>
        </Notice>
      )}
      <Trainings trainings={trainings} />
      <TrainingForm action={action} form={form} />
    </Layout>
  );
}
