import type { ComponentChild, JSX } from 'preact';
import { helperState } from '../../src/organisations/life.ts';
import type { KeptOrganisationStanding } from '../../src/organisations/organisation-standing-store.ts';
import type { KeptStanding } from '../../src/organisations/standing-store.ts';
import { HelperStateTag } from '../management/state.tsx';
import { usePage } from '../page.tsx';
import { Day, Instant } from '../parts/facts.tsx';
import { Tag } from '../parts/notice.tsx';
import { DataTable } from '../parts/table.tsx';
import { Standing } from './standing.tsx';

/** What has stood, the latest first; at an instant of the past, which of it was in force. */
interface StandingsProps<Kept> {
  standings: readonly Kept[];
  at?: Date;
}

/** All that a helper's standing has been. */
export function HelperStandings(props: StandingsProps<KeptStanding>): JSX.Element {
  const { t } = usePage();
  const stateOf = (standing: KeptStanding) => (
    <HelperStateTag state={helperState(standing, { isTrained: false }, standing.since)} suspendedHere={false} />
  );
  return <Standings caption={t('manager.history.caption')} stateOf={stateOf} {...props} />;
}

/** All that an organisation's standing has been. */
export function OrganisationStandings(props: StandingsProps<KeptOrganisationStanding>): JSX.Element {
  const { t } = usePage();
  const stateOf = (standing: KeptOrganisationStanding) => <Standing organisation={standing} at={standing.since} />;
  return <Standings caption={t('certification.history')} stateOf={stateOf} {...props} />;
}

function Standings<Kept extends { readonly since: Date; readonly certificationExpiresAt: Date | null }>({
  caption,
  stateOf,
  standings,
  at,
}: StandingsProps<Kept> & { caption: string; stateOf: (standing: Kept) => ComponentChild }): JSX.Element {
  const { t } = usePage();
  const inForce = at && standings.find(({ since }) => since <= at);
  return (
    <DataTable
      caption={caption}
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
        { title: t('manager.helper.state'), cell: stateOf },
        { title: t('certification.until'), cell: ({ certificationExpiresAt: end }) => end && <Day of={end} /> },
      ]}
    />
  );
}
