import type { JSX } from 'preact';
import type { Delay } from '../../src/journal/delay-store.ts';
import { usePage } from '../page.tsx';
import { Notice } from './notice.tsx';

/** Says, while it lasts, that what is written is not covered by what is signed. */
export function LateHeads({ delay }: { delay: Delay | null }): JSX.Element | null {
  const { t } = usePage();
  if (!delay) return null;
  return (
    <Notice tone="danger" title={t('integrity.late.title')}>
      <p>{t('integrity.late.text', { since: delay.since })}</p>
    </Notice>
  );
}
