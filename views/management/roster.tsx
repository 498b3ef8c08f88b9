import type { JSX } from 'preact';
import type { Listed } from '../../src/http/listing.ts';
import type { Invitation } from '../../src/organisations/invitation.ts';
import type { RosterLine } from '../../src/organisations/roster-store.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button, ButtonLink } from '../parts/button.tsx';
import { Day } from '../parts/facts.tsx';
import { PostForm } from '../parts/form.tsx';
import { Pagination, SearchField } from '../parts/listing.tsx';
import { Notice } from '../parts/notice.tsx';
import { DataTable } from '../parts/table.tsx';
import { HelperStateTag } from './state.tsx';

interface RosterPageProps {
  members: Listed<RosterLine>;
  /** Whom the organisation waits for, beside the first page of the members. */
  invitations: Listed<Invitation> | null;
  search: string;
  /** How many of those whom its application named it still invites. */
  toInvite: number;
}

/** The members of the organisation, and whom it waits for. */
export function RosterPage({ members, invitations, search, toInvite }: RosterPageProps): JSX.Element {
  const { t } = usePage();
  const { lines, hasMore, page } = members;
  const address = addressOf(search, 'page');
  return (
    <Layout title={t('manager.helpers.title')} back={{ href: '/manager' }} wide>
      <Actions>
        <ButtonLink href="/manager/invitations">{t('manager.invite')}</ButtonLink>
      </Actions>
      {toInvite > 0 && (
        <Notice>
          <p>{t('manager.invitations.coming', { count: toInvite })}</p>
        </Notice>
      )}
      <SearchField label={t('manager.helpers.search')} action="/manager/helpers" value={search} filters="helpers" />
      <DataTable
        id="helpers"
        caption={t('manager.helpers.caption')}
        empty={t('manager.helpers.nobody')}
        rows={lines}
        columns={[
          { title: t('manager.helper.name'), cell: ({ helper }) => <Name line={helper} /> },
          { title: t('manager.helper.role'), cell: ({ role }) => t(`helper.role.${role}`) },
          { title: t('manager.helper.state'), cell: (line) => <HelperStateTag {...line} /> },
          { title: t('manager.helper.until'), cell: ({ helper: { certificationExpiresAt: end } }) => end && <Day of={end} /> },
          { title: t('manager.helper.signedIn'), cell: ({ signedInAt }) => signedInAt && <Day of={signedInAt} /> },
        ]}
      />
      <Pagination previous={page > 1 ? address(page - 1) : null} next={hasMore ? address(page + 1) : null} />
      {invitations && invitations.lines.length > 0 && <Waiting {...invitations} search={search} />}
    </Layout>
  );
}

function addressOf(search: string, list: 'page' | 'waiting'): (number: number) => string {
  return (number) => `/manager/helpers?${new URLSearchParams({ ...(search && { q: search }), [list]: String(number) })}`;
}

function Name({ line: { id, givenName, familyName } }: { line: RosterLine['helper'] }): JSX.Element {
  return (
    <a href={`/manager/helpers/${id}`}>
      {familyName} {givenName}
    </a>
  );
}

function Waiting({ lines, hasMore, page, search }: Listed<Invitation> & { search: string }): JSX.Element {
  const { t } = usePage();
  const address = addressOf(search, 'waiting');
  return (
    <>
      <DataTable
        caption={t('manager.invitations.waiting')}
        rows={lines}
        columns={[
          { title: t('manager.helper.name'), cell: ({ givenName, familyName }) => `${familyName} ${givenName}` },
          { title: t('manager.helper.email'), cell: ({ email }) => email },
          { title: t('manager.helper.role'), cell: ({ role }) => t(`helper.role.${role}`) },
          { title: t('manager.invitations.until'), cell: ({ expiresAt }) => <Day of={expiresAt} /> },
          {
            title: t('manager.helper.act'),
            cell: ({ id, email }) => (
              <PostForm action={`/manager/invitations/${id}/cancellation`}>
                <Button look="quiet">{t('manager.invitations.cancel', { email })}</Button>
              </PostForm>
            ),
          },
        ]}
      />
      <Pagination
        label={t('manager.invitations.waiting')}
        previous={page > 1 ? address(page - 1) : null}
        next={hasMore ? address(page + 1) : null}
      />
    </>
  );
}
