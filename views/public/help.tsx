import type { JSX } from 'preact';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Chapters } from './chapters.tsx';

/** First help: stopping a mandate, not being able to sign in, something one did not ask for. */
export function HelpPage(): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('help.title')} lead={t('help.lead')}>
      <Chapters
        chapters={[
          { title: 'help.stop.title', texts: ['help.stop.online', 'help.stop.code', 'help.stop.counter'] },
          { title: 'help.doubt.title', texts: ['help.doubt.text'] },
          { title: 'help.signIn.title', texts: ['help.signIn.person', 'help.signIn.helper'] },
        ]}
      />
    </Layout>
  );
}
