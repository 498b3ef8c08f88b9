import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import { type Helper, helperName } from '../../src/organisations/helper.ts';
import type { Training } from '../../src/organisations/training.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button } from '../parts/button.tsx';
import { CalendarDay, SummaryList } from '../parts/facts.tsx';
import { PostForm } from '../parts/form.tsx';
import { TextArea } from '../parts/text-area.tsx';

/** One attestation: the file, and the decision. Accepting it certifies the helper. */
export function OperatorTrainingPage({ training, helper, form }: { training: Training; helper: Helper; form: Form }): JSX.Element {
  const { t } = usePage();
  const here = `/operator/trainings/${training.id}`;
  return (
    <Layout title={t('training.title', { helper: helperName(helper) })} back={{ href: '/operator/trainings' }} form={form}>
      <SummaryList
        facts={[
          { name: t('manager.helper.email'), value: helper.email },
          { name: t('training.body'), value: training.body },
          { name: t('training.day'), value: <CalendarDay of={training.trainedOn} /> },
          { name: t('training.file'), value: <a href={`${here}/file`}>{t('training.operator.file')}</a> },
        ]}
      />
      {training.decision === null && (
        <>
          <PostForm action={`${here}/acceptance`}>
            <Actions>
              <Button>{t('training.operator.accept')}</Button>
            </Actions>
          </PostForm>
          <PostForm action={`${here}/refusal`}>
            <TextArea form={form} name="reason" label={t('manager.reason')} hint={t('manager.reason.hint')} rows={3} maxLength={500} />
            <Button look="danger">{t('training.operator.refuse')}</Button>
          </PostForm>
        </>
      )}
    </Layout>
  );
}
