import type { JSX } from 'preact';
import { usePage } from '../page.tsx';
import { Button } from '../parts/button.tsx';
import { PostForm } from '../parts/form.tsx';

/** The way back to the service that waits, nothing chosen. */
export function BackToService({ uid }: { uid: string }): JSX.Element {
  const { t } = usePage();
  return (
    <PostForm action={`/interaction/${uid}/abandonment`}>
      <Button look="quiet">{t('provider.return')}</Button>
    </PostForm>
  );
}
