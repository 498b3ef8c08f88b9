import type { JSX } from 'preact';
import type { OrganisationStanding } from '../../src/organisations/organisation.ts';
import type { KeptOrganisationStanding } from '../../src/organisations/organisation-standing-store.ts';
import { usePage } from '../page.tsx';
import { Day, Instant } from '../parts/facts.tsx';
import { Tag } from '../parts/notice.tsx';
import { DataTable } from '../parts/table.tsx';

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

/** All that an organisation's standing has been, the latest first; at an instant of the past, which of it was in force. */
export function OrganisationStandings({ standings, at }: { standings: readonly KeptOrganisationStanding[]; at?: Date }): JSX.Element {
  const { t } = usePage();
  const inForce = at && standings.find(({ since }) => since <= at);
  return (
    <DataTable
      caption={t('certification.history')}
      rows={standings}
      columns={[
        {
          title: t('manager.history.since'),
          cell: (standing) => (
            <>
              <Instant at={standing.since} /> {standing === inForce && <Tag tone="info">{t('story.standing.inForce')}</Tag>}
            </>
          ),
        },
        { title: t('manager.helper.state'), cell: (standing) => <Standing organisation={standing} at={standing.since} /> },
        { title: t('certification.until'), cell: ({ certificationExpiresAt: end }) => end && <Day of={end} /> },
      ]}
    />
  );
}
