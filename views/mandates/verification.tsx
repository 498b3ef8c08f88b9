import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import { languages } from '../../src/http/texts.ts';
import type { PaperKey } from '../../src/mandates/signed-paper.ts';
import type { PaperVerdict, Verdict } from '../../src/mandates/verify-mandate.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { Notice } from '../parts/notice.tsx';
import { SignedPaper, signedWords } from './signed-paper.tsx';
import { Sentences } from '../parts/sentences.tsx';

/** Undefined: nothing was asked yet; null: the paper is not confirmed. */
interface VerificationPageProps {
  form: Form;
  verdict: Verdict | null | undefined;
  paper: PaperVerdict | undefined;
  /** What a script checks squares with, without the network. */
  keys: readonly PaperKey[];
  at: Date;
}

/** A paper is held against our keys and the record: valid or not, and nothing about anybody. */
export function VerificationPage({ form, verdict, paper, keys, at }: VerificationPageProps): JSX.Element {
  const { t, language } = usePage();
  const helps = { keys, locale: languages[language].locale, words: signedWords(t, language) };
  return (
    <Layout title={t('person.verify.title')} picture="shield" lead={t('person.verify.lead')} form={form} scripts={['verify-paper.js']}>
      {paper && <SignedPaper paper={paper} at={at} />}
      {paper && 'verdict' in paper && <Result verdict={paper.verdict} />}
      {verdict !== undefined && <Result verdict={verdict} />}
      <form method="get" action="/verify" noValidate data-verify-paper={JSON.stringify(helps)}>
        <h2>{t('person.verify.square.title')}</h2>
        <Field form={form} name="paper" label={t('person.verify.square')} hint={t('person.verify.square.hint')} />
        <Actions>
          <Button>{t('person.verify.submit')}</Button>
        </Actions>
        <div class="question" hidden>
          <label for="paper-file">{t('person.verify.file')}</label>
          <p class="hint" id="paper-file-hint">
            <Sentences text={t('person.verify.file.hint')} />
          </p>
          <input type="file" id="paper-file" accept="application/pdf" aria-describedby="paper-file-hint" data-paper-file />
        </div>
        <div role="status" data-verdict />
      </form>
      <form method="get" action="/verify" noValidate>
        <h2>{t('person.verify.hand.title')}</h2>
        <Field form={form} name="reference" label={t('person.verify.reference')} size={36} />
        <Field form={form} name="fingerprint" label={t('person.verify.fingerprint')} size={64} />
        <Actions>
          <Button look="secondary">{t('person.verify.submit')}</Button>
        </Actions>
      </form>
      <p>
        <a href="/verify-proof">{t('person.verify.proof')}</a>
      </p>
    </Layout>
  );
}

function Result({ verdict }: { verdict: Verdict | null }): JSX.Element {
  const { t } = usePage();
  if (!verdict) {
    return (
      <Notice tone="danger" title={t('person.verify.unknown.title')}>
        <p>
          <Sentences text={t('person.verify.unknown.text')} />
        </p>
      </Notice>
    );
  }
  return (
    <Notice tone={verdict.isActive ? 'success' : 'warning'} title={t('person.verify.known')}>
      <p>
        <Sentences text={t(verdict.isActive ? 'person.verify.active' : 'person.verify.ended', { end: verdict.expiresAt })} />
      </p>
    </Notice>
  );
}
