import type { JSX } from 'preact';
import { caseOrigins, type CaseOrigin } from '../../src/cases/case.ts';
import { usePage } from '../page.tsx';
import { ButtonLink } from '../parts/button.tsx';

interface Chosen {
  readonly origin: CaseOrigin | null;
  readonly isMine: boolean;
}

/** Which open cases a supervisor sees: addresses, so that one can come back to them. */
export function CaseFilter(filter: Chosen): JSX.Element {
  const { t } = usePage();
  const link = (to: Chosen) => `/supervision/cases?${new URLSearchParams(chosen(to)).toString()}`;
  const choices = [
    { label: t('cases.origin.all'), to: { origin: null, isMine: false } },
    ...caseOrigins.map((origin) => ({ label: t(`cases.origin.${origin}`), to: { origin, isMine: false } })),
    { label: t('cases.filter.mine'), to: { origin: null, isMine: true } },
  ];
  return (
    <nav class="filters" aria-label={t('cases.filter')}>
      <ul>
        {choices.map(({ label, to }) => (
          <li key={label}>
            <a href={link(to)} aria-current={to.origin === filter.origin && to.isMine === filter.isMine ? 'true' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
      <ButtonLink look="secondary" href="/supervision/cases/new">
        {t('cases.new')}
      </ButtonLink>
    </nav>
  );
}

/** A choice as an address says it. */
export function chosen(filter: Chosen | null): Record<string, string> {
  return { ...(filter?.origin && { origin: filter.origin }), ...(filter?.isMine && { mine: 'yes' }) };
}
