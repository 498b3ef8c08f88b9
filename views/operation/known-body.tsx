import type { JSX } from 'preact';
import type { Organisation } from '../../src/organisations/organisation.ts';
import { usePage } from '../page.tsx';
import { SummaryList } from '../parts/facts.tsx';
import { Notice } from '../parts/notice.tsx';

/** A body that was certified before, and who belongs to it still. */
export interface FormerBody {
  readonly organisation: Organisation;
  readonly helpers: number;
  readonly managers: number;
}

/** What a renewal would lengthen, and for how many. */
export function Renewed({ organisation, members }: { organisation: Organisation; members: number }): JSX.Element {
  const { t } = usePage();
  const { id, name, certificationExpiresAt: until } = organisation;
  return (
    <SummaryList
      facts={[
        {
          name: t('operator.application.renews'),
          value: (
            <a href={`/operator/organisations/${id}`}>
              {until ? t('operator.application.renews.until', { organisation: name, until }) : name}
            </a>
          ),
        },
        { name: t('operator.application.members'), value: members },
      ]}
    />
  );
}

/** Whom an operator would bring back, and to whom they would give a manager. */
export function Former({ organisation: { id, name, certificationExpiresAt: until }, helpers, managers }: FormerBody): JSX.Element {
  const { t } = usePage();
  return (
    <Notice tone="warning" title={t('operator.application.known.title')}>
      <p>{t('operator.application.known.text', { helpers, managers })}</p>
      <p>
        <a href={`/operator/organisations/${id}`}>{until ? t('operator.application.renews.until', { organisation: name, until }) : name}</a>
      </p>
    </Notice>
  );
}
