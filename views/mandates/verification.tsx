import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import type { Verdict } from '../../src/mandates/verify-mandate.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { Notice } from '../parts/notice.tsx';

/** Undefined: nothing was asked yet; null: the paper is not confirmed. */
interface VerificationPageProps {
  form: Form;
  verdict: Verdict | null | undefined;
}

/** A paper is held against the record: valid or not, and nothing about anybody. */
export function VerificationPage({ form, verdict }: VerificationPageProps): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('mandates.verify.title')} lead={t('mandates.verify.lead')} form={form}>
      {verdict !== undefined && <Result verdict={verdict} />}
      <form method="get" action="/verify" noValidate>
        <Field form={form} name="reference" label={t('mandates.paper.reference')} size={36} />
        <Field form={form} name="fingerprint" label={t('mandates.paper.fingerprint')} size={64} />
        <Actions>
          <Button>{t('mandates.verify.submit')}</Button>
        </Actions>
      </form>
      <p>
        <a href="/verify-proof">{t('mandates.verify.proof')}</a>
      </p>
    </Layout>
  );
}

function Result({ verdict }: { verdict: Verdict | null }): JSX.Element {
  const { t } = usePage();
  if (!verdict) {
    return (
      <Notice tone="danger" title={t('mandates.verify.unknown.title')}>
        <p>{t('mandates.verify.unknown.text')}</p>
      </Notice>
    );
  }
  return (
    <Notice tone={verdict.isActive ? 'success' : 'warning'} title={t('mandates.verify.known')}>
      <p>{t(verdict.isActive ? 'mandates.verify.active' : 'mandates.verify.ended', { end: verdict.expiresAt })}</p>
    </Notice>
  );
}
