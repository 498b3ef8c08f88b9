import type { JSX } from 'preact';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Chapters } from './chapters.tsx';

/** What we keep about people, why, who sees it, for how long, and their rights. */
export function PrivacyPage(): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('privacy.title')} picture="folder" lead={t('privacy.lead')}>
      <Chapters
        chapters={[
          {
            title: 'privacy.kept.title',
            picture: 'folder',
            texts: ['privacy.kept.person', 'privacy.kept.mandate', 'privacy.kept.journal'],
          },
          { title: 'privacy.seen.title', picture: 'people', texts: ['privacy.seen.helpers', 'privacy.seen.others', 'privacy.seen.blind'] },
          { title: 'privacy.time.title', picture: 'clock', texts: ['privacy.time.text', 'privacy.time.proof'] },
          { title: 'privacy.rights.title', picture: 'scales', texts: ['privacy.rights.text', 'privacy.rights.cookies'] },
        ]}
      />
    </Layout>
  );
}
