import type { JSX } from 'preact';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Chapters } from './chapters.tsx';

/** What the service does so that everyone can use it, what is not proven yet, and whom to tell. */
export function AccessibilityPage(): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('accessibility.title')} lead={t('accessibility.lead')}>
      <Chapters
        chapters={[
          {
            title: 'accessibility.done.title',
            texts: ['accessibility.done.keyboard', 'accessibility.done.reading', 'accessibility.done.sight'],
          },
          { title: 'accessibility.state.title', texts: ['accessibility.state.text'] },
          { title: 'accessibility.contact.title', texts: ['accessibility.contact.text', 'accessibility.contact.ombudsman'] },
        ]}
      />
    </Layout>
  );
}
