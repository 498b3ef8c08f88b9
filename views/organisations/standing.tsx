import type { JSX } from 'preact';
import type { OrganisationStanding } from '../../src/organisations/organisation.ts';
import { usePage } from '../page.tsx';
import { Tag } from '../parts/notice.tsx';

/** Whether an organisation may act, in a word. */
export function Standing({ organisation, at }: { organisation: OrganisationStanding; at: Date }): JSX.Element {
  const { t } = usePage();
  const { suspendedAt, withdrawnAt, certifiedAt, certificationExpiresAt } = organisation;
  if (withdrawnAt) return <Tag tone="danger">{t('operator.standing.withdrawn')}</Tag>;
  if (suspendedAt) return <Tag tone="danger">{t('operator.standing.suspended')}</Tag>;
  if (!certifiedAt || (certificationExpiresAt && certificationExpiresAt <= at))
    return <Tag tone="warning">{t('operator.standing.none')}</Tag>;
  return <Tag tone="success">{t('operator.standing.certified')}</Tag>;
}
