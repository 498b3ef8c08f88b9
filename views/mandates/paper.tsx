import type { JSX } from 'preact';
import type { MandateView } from '../../src/mandates/view-mandate.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, PrintButton } from '../parts/button.tsx';
import { Instant, SummaryList } from '../parts/facts.tsx';
import { isActive } from '../../src/mandates/mandate.ts';
import { Notice } from '../parts/notice.tsx';
import { TermsInOneLanguage } from './terms-text.tsx';

/** The mandate to print: the stored text to the letter, who signed and when, and the fingerprint that ties it to the journal. */
export function PaperPage({ mandate, terms, names, at }: MandateView & { at: Date }): JSX.Element {
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
        <TermsInOneLanguage key={text.language} text={text} />
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
