import type { JSX } from 'preact';
import { wordsLength } from '../../src/cases/case.ts';
import type { Form } from '../../src/http/parse-form.ts';
import { mandateReference } from '../../src/mandates/pseudonym.ts';
import type { LineView } from '../../src/supervision/view-sample.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Button } from '../parts/button.tsx';
import { Radios } from '../parts/choices.tsx';
import { Instant, SummaryList } from '../parts/facts.tsx';
import { PostForm } from '../parts/form.tsx';
import { TextArea } from '../parts/text-area.tsx';

/** One use that was drawn: what is known of it without a name, what one thinks of it, and why. */
export function SampleReviewPage({ sample, line, use, mandate, organisation, helper, note, form }: LineView & { form: Form }): JSX.Element {
  const { t } = usePage();
  const here = `/supervision/samples/${sample.id}`;
  return (
    <Layout title={t('supervision.sample.review', { n: line.n })} back={{ href: here }} form={form}>
      <SummaryList
        facts={[
          { name: t('cases.fact.organisation'), value: organisation },
          { name: t('cases.fact.helper'), value: helper },
          { name: t('mandates.activity.mandate'), value: mandateReference(mandate.id) },
          { name: t('supervision.sample.mandate.begins'), value: <Instant at={mandate.startsAt} /> },
          { name: t('supervision.sample.mandate.ends'), value: <Instant at={mandate.revokedAt ?? mandate.expiresAt} /> },
          { name: t('cases.fact.use'), value: <Instant at={use.usedAt} /> },
          { name: t('cases.fact.service'), value: use.clientName },
          { name: t('mandates.fact.procedure'), value: t(`terms.procedure.${use.procedure}.title`) },
        ]}
      />
      {line.verdict === null ? (
        <PostForm action={`${here}/${String(line.n)}`}>
          <Radios
            form={form}
            name="verdict"
            label={t('supervision.sample.verdict')}
            choices={(['good', 'doubtful', 'bad'] as const).map((verdict) => ({
              value: verdict,
              label: t(`supervision.sample.verdict.${verdict}`),
              hint: t(`supervision.sample.verdict.${verdict}.hint`),
            }))}
          />
          <TextArea
            form={form}
            name="words"
            label={t('supervision.sample.note')}
            hint={t('supervision.sample.note.hint')}
            maxLength={wordsLength.most}
          />
          <Button>{t('supervision.sample.send')}</Button>
        </PostForm>
      ) : (
        <>
          <p>
            <strong>{t(`supervision.sample.verdict.${line.verdict}`)}</strong>
            {line.reviewedAt && (
              <>
                {' '}
                – <Instant at={line.reviewedAt} />
              </>
            )}
          </p>
          {note !== null && <blockquote dir="auto">{note}</blockquote>}
          {line.caseId !== null && <a href={`/supervision/cases/${line.caseId}`}>{t('supervision.alerts.case.see')}</a>}
        </>
      )}
    </Layout>
  );
}
