import type { JSX } from 'preact';
import type { StandingReason } from '../../src/supervision/reason.ts';
import { usePage } from '../page.tsx';
import { Actions, Button } from '../parts/button.tsx';
import { Instant } from '../parts/facts.tsx';
import { PostForm } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';

/** At the top of each page of a supervisor: whether persons are named, for which reason and until when; and the way to change it. */
export function ReasonBanner({ reason }: { reason: StandingReason | null }): JSX.Element {
  const { path, t } = usePage();
  if (!reason)
    return (
      <p class="hint">
        {t('supervision.reason.none')} <a href={`/supervision/reason?back=${encodeURIComponent(path)}`}>{t('supervision.reason.give')}</a>
      </p>
    );
  return (
    <Notice tone="warning" title={t('supervision.reason.standing')}>
      <p>
        {t(`person.look.purpose.${reason.purpose}`)} – {t('supervision.reason.for', { case: reason.caseReference })} –{' '}
        {t('supervision.reason.until')} <Instant at={reason.expiresAt} />
      </p>
      <PostForm action="/supervision/reason/end" id="end-reason">
        <input type="hidden" name="back" value={path} />
        <Actions>
          <Button look="secondary">{t('supervision.reason.end')}</Button>
        </Actions>
      </PostForm>
    </Notice>
  );
}
