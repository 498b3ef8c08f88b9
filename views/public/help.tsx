import type { JSX } from 'preact';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Chapters } from './chapters.tsx';

/** First help: stopping a mandate, not being able to sign in, something one did not ask for. */
export function HelpPage(): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('help.title')} picture="speech" lead={t('help.lead')}>
      <Chapters
        chapters={[
          { title: 'help.stop.title', picture: 'hand', texts: ['help.stop.online', 'help.stop.code', 'help.stop.counter'] },
          { title: 'help.doubt.title', picture: 'speech', texts: ['help.doubt.text'] },
          { title: 'help.signIn.title', picture: 'card', texts: ['help.signIn.person', 'help.signIn.helper'] },
        ]}
      />
    </Layout>
  );
}
