import type { JSX } from 'preact';
import type { Draft } from '../../src/mandates/draft.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button, ButtonLink } from '../parts/button.tsx';
import { PostForm } from '../parts/form.tsx';
import { Pictogram } from '../parts/pictogram.tsx';

/** What stands beside each answer in easy French. */
const pictures = { awaiting_helper: 'clock', active: 'tick', ended: 'cross' } as const;

/** What became of what one was asked from afar. */
export function AnsweredPage({ draft }: { draft: Draft }): JSX.Element {
  const { t } = usePage();
  const outcome = draft.state === 'awaiting_helper' || draft.state === 'active' ? draft.state : 'ended';
  return (
    <Layout title={t(`person.answered.${outcome}.title`)} picture={pictures[outcome]} lead={t(`person.answered.${outcome}.text`)}>
      <ButtonLink href="/me">{t('person.answered.home')}</ButtonLink>
      {draft.state === 'awaiting_helper' && (
        <PostForm action={`/me/requests/${draft.id}/agreement`}>
          <input type="hidden" name="answer" value="no" />
          <Actions>
            <Button look="danger">
              <Pictogram name="hand" />
              {t('person.answered.takeBack')}
            </Button>
          </Actions>
        </PostForm>
      )}
    </Layout>
  );
}
