import { Fragment, type JSX } from 'preact';
import { type Language, languages, translator } from '../../src/http/texts.ts';
import type { MandateView } from '../../src/mandates/view-mandate.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, PrintButton } from '../parts/button.tsx';
import { Instant, SummaryList } from '../parts/facts.tsx';
import { isActive } from '../../src/mandates/mandate.ts';
import { Notice } from '../parts/notice.tsx';
import { Sentences } from '../parts/sentences.tsx';
import { TermsInOneLanguage } from './terms-text.tsx';

interface Printed {
  /** In groups; null for a mandate that has none. */
  stopCode: string | null;
  publicUrl: string;
  at: Date;
}

/**
 * The mandate to print: the stored text to the letter, the stop code that this text says is on the paper, who signed and when, and the
 * fingerprint that ties it to the journal.
 */
export function PaperPage({ mandate, terms, names, stopCode, publicUrl, at }: MandateView & Printed): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('mandates.paper.title')} back={{ href: `/mandates/${mandate.id}` }}>
      <Actions>
        <PrintButton />
      </Actions>
      {!isActive(mandate, at) && (
        <Notice tone="danger">
          <p>{t('mandates.paper.ended')}</p>
        </Notice>
      )}
      {terms.texts.map((text) => (
        <Fragment key={text.language}>
          <TermsInOneLanguage text={text} />
          {stopCode !== null && <StopCode language={text.language} code={stopCode} address={`${publicUrl}/stop`} />}
        </Fragment>
      ))}
      <SummaryList
        facts={[
          { name: t('mandates.paper.agreed'), value: <Instant at={mandate.agreedAt} /> },
          {
            name: t('mandates.paper.countersigned', { helper: names.helper(mandate.helperId, mandate.concludedAt) ?? '' }),
            value: <Instant at={mandate.concludedAt} />,
          },
          { name: t('mandates.paper.reference'), value: mandate.id },
          { name: t('mandates.paper.fingerprint'), value: <span class="secret-code">{mandate.termsHash.toString('hex')}</span> },
        ]}
      />
    </Layout>
  );
}

function StopCode({ language, code, address }: { language: Language; code: string; address: string }): JSX.Element {
  const t = translator(language);
  return (
    <section lang={languages[language].tag} dir={languages[language].direction}>
      <h2>{t('person.paper.stop')}</h2>
      <p>
        <span class="secret-code" dir="ltr">
          {code}
        </span>
      </p>
      <p>
        <Sentences text={t('person.paper.stop.how', { address })} of={language} />
      </p>
    </section>
  );
}
