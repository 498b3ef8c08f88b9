import type { JSX } from 'preact';
import type { Application } from '../../src/organisations/application.ts';
import type { ApplicationMessage } from '../../src/organisations/application-message-store.ts';
import { usePage } from '../page.tsx';
import { Button } from '../parts/button.tsx';
import { PostForm } from '../parts/form.tsx';

interface NoAnswerProps {
  application: Pick<Application, 'id' | 'askedAt'>;
  messages: readonly ApplicationMessage[];
}

/** For a last word that asks nothing, as thanks: it leaves the list of those who wait, and nobody is written to. */
export function NoAnswer({ application: { id, askedAt }, messages }: NoAnswerProps): JSX.Element | null {
  const { t } = usePage();
  const last = messages.at(-1);
  if (!askedAt || !last) return null;
  return (
    <PostForm action={`/operator/applications/${id}/no-answer`}>
      <input type="hidden" name="last" value={last.id} />
      <Button look="quiet">{t('operator.application.noAnswer')}</Button>
    </PostForm>
  );
}
