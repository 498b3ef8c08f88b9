import type { JSX } from 'preact';
import { usePage } from '../page.tsx';

interface RefreshingProps {
  /** The page that comes again by itself. */
  here: string;
  seconds: number;
  /** Whether one stopped that. */
  byHand: boolean;
}

/**
 * Beside `refreshSeconds` of Layout, for who has no scripts: that the page comes again by itself, and the link that stops it. Whoever reads
 * slowly, or hears the page read, must not lose their place each time (WCAG 2.2.1).
 */
export function Refreshing({ here, seconds, byHand }: RefreshingProps): JSX.Element {
  const { t } = usePage();
  return (
    <noscript>
      <p>
        {!byHand && t('refresh.text', { seconds })}{' '}
        <a href={byHand ? here : `${here}?by=hand`}>{t(byHand ? 'refresh.again' : 'refresh.stop')}</a>
      </p>
    </noscript>
  );
}
