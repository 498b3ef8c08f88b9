import type { JSX } from 'preact';
import type { Exclusions } from '../../src/organisations/exclusion-store.ts';
import { usePage } from '../page.tsx';
import { EntryProcedure } from '../parts/entry.tsx';
import { Notice } from '../parts/notice.tsx';

/** What the service asks for that the organisation does not help with, each since when: mandates for it run, but nobody is offered for them. */
export function NotHelpedWith({ excluded }: { excluded: Exclusions }): JSX.Element | null {
  const { t } = usePage();
  if (excluded.size === 0) return null;
  return (
    <Notice title={t('provider.excluded.title')}>
      <ul>
        {[...excluded].map(([code, since]) => (
          <li key={code}>
            <EntryProcedure code={code} /> {since && t('frame.since', { since })}
          </li>
        ))}
      </ul>
      <p>{t('provider.excluded.text')}</p>
    </Notice>
  );
}
