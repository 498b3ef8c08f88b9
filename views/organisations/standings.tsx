import type { JSX } from 'preact';
import { helperState } from '../../src/organisations/life.ts';
import type { KeptStanding } from '../../src/organisations/standing-store.ts';
import { HelperStateTag } from '../management/state.tsx';
import { usePage } from '../page.tsx';
import { Day, Instant } from '../parts/facts.tsx';
import { Tag } from '../parts/notice.tsx';
import { DataTable } from '../parts/table.tsx';

/** All that a helper's standing has been, the latest first; at an instant of the past, which of it was in force. */
export function Standings({ standings, at }: { standings: readonly KeptStanding[]; at?: Date }): JSX.Element {
  const { t } = usePage();
  const inForce = at && standings.find(({ since }) => since <= at);
  return (
    <DataTable
      caption={t('manager.history.caption')}
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
        {
          title: t('manager.helper.state'),
          cell: (standing) => <HelperStateTag state={helperState(standing, { isTrained: false }, standing.since)} suspendedHere={false} />,
        },
        { title: t('manager.helper.until'), cell: ({ certificationExpiresAt: end }) => end && <Day of={end} /> },
      ]}
    />
  );
}
