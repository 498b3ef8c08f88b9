import type { JSX } from 'preact';
import type { AccessibilityResults } from '../../src/http/accessibility.ts';
import { formatDay } from '../../src/http/dates.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { SummaryList } from '../parts/facts.tsx';
import { Chapters } from './chapters.tsx';
import { Sentences } from '../parts/sentences.tsx';

/** What the service does so that everyone can use it, what the last inspection of every page said, what is not proven yet, and whom to tell. */
export function AccessibilityPage({ results }: { results: AccessibilityResults }): JSX.Element {
  const { t, language } = usePage();
  return (
    <Layout title={t('accessibility.title')} picture="people" lead={t('accessibility.lead')}>
      <Chapters
        chapters={[
          {
            title: 'accessibility.done.title',
            texts: ['accessibility.done.keyboard', 'accessibility.done.reading', 'accessibility.done.sight'],
          },
          { title: 'accessibility.state.title', texts: ['accessibility.state.text'] },
        ]}
      />
      <section class="reading">
        <h2>{t('accessibility.results.title')}</h2>
        <p>
          <Sentences text={t('accessibility.results.text')} />
        </p>
        <SummaryList
          facts={[
            { name: t('accessibility.results.day'), value: formatDay(new Date(results.inspectedOn), language) },
            { name: t('accessibility.results.pages'), value: String(results.pages) },
            { name: t('accessibility.results.languages'), value: String(results.languages) },
            { name: t('accessibility.results.sights'), value: String(results.sights) },
            { name: t('accessibility.results.tools'), value: `axe-core ${results.axe}, html-validate ${results.htmlValidate}` },
            { name: t('accessibility.results.faults'), value: t('accessibility.results.none') },
          ]}
        />
      </section>
      <Chapters
        chapters={[{ title: 'accessibility.contact.title', texts: ['accessibility.contact.text', 'accessibility.contact.ombudsman'] }]}
      />
    </Layout>
  );
}
