import type { JSX } from 'preact';
import { caseOrigins, type CaseOrigin, casesWaiting, type CasesWaiting } from '../../src/cases/case.ts';
import { usePage } from '../page.tsx';
import { Actions, ButtonLink } from '../parts/button.tsx';

export interface Chosen {
  /** For what the cases wait. */
  readonly waiting: CasesWaiting | null;
  readonly origin: CaseOrigin | null;
  readonly isMine: boolean;
  readonly isClosed: boolean;
}

const all = { waiting: null, origin: null, isMine: false, isClosed: false } as const;

/** Which cases a supervisor sees: addresses, so that one can come back to them. */
export function CaseFilter(filter: Chosen): JSX.Element {
  const { t } = usePage();
  const choices = [
    { label: t('cases.origin.all'), to: all },
    ...caseOrigins.map((origin) => ({ label: t(`cases.origin.${origin}`), to: { ...all, origin } })),
    { label: t('cases.filter.mine'), to: { ...all, isMine: true } },
    ...casesWaiting.map((waiting) => ({ label: t(`cases.waiting.${waiting}`), to: { ...all, waiting } })),
    { label: t('cases.filter.closed'), to: { ...all, isClosed: true } },
  ];
  return (
    <>
      <nav class="filters" aria-label={t('cases.filter')}>
        <ul>
          {choices.map(({ label, to }) => (
            <li key={label}>
              <a href={address(to)} aria-current={address(to) === address(filter) ? 'true' : undefined}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Actions>
        <ButtonLink look="secondary" href="/supervision/cases/new">
          {t('cases.new')}
        </ButtonLink>
      </Actions>
    </>
  );
}

/** A choice as an address says it. */
export function chosen(filter: Chosen | null): Record<string, string> {
  return {
    ...(filter?.waiting && { waiting: filter.waiting }),
    ...(filter?.origin && { origin: filter.origin }),
    ...(filter?.isMine && { mine: 'yes' }),
    ...(filter?.isClosed && { closed: 'yes' }),
  };
}

function address(filter: Chosen): string {
  return `/supervision/cases?${new URLSearchParams(chosen(filter)).toString()}`;
}
