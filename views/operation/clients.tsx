import type { JSX } from 'preact';
import type { Client } from '../../src/provider/client.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button, ButtonLink } from '../parts/button.tsx';
import { PostForm } from '../parts/form.tsx';
import { Tag } from '../parts/notice.tsx';
import { DataTable } from '../parts/table.tsx';

type Line = Omit<Client, 'secret'>;

/** The relying parties. Never their secrets. */
export function OperatorClientsPage({ clients }: { clients: readonly Line[] }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('operator.clients.title')} back={{ href: '/operator' }} wide>
      <Actions>
        <ButtonLink href="/operator/clients/hub">{t('operator.client.hub')}</ButtonLink>
      </Actions>
      <DataTable
        caption={t('operator.clients.title')}
        rows={clients}
        columns={[
          { title: t('operator.client.name'), cell: ({ name }) => name },
          { title: t('operator.client.id'), cell: ({ id }) => <code>{id}</code> },
          { title: t('operator.client.dialect'), cell: ({ dialect, delegationMode }) => `${dialect}, ${delegationMode}` },
          { title: t('operator.client.signals'), cell: (client) => <Told client={client} /> },
          { title: t('operator.organisation.standing'), cell: (client) => <ClientStanding client={client} /> },
        ]}
      />
    </Layout>
  );
}

/** Where it is told that what it was given has ended. */
function Told({ client: { logoutUri, eventsUri } }: { client: Line }): JSX.Element {
  const { t } = usePage();
  if (logoutUri === null && eventsUri === null) return <>{t('operator.client.signals.none')}</>;
  return (
    <ul>
      {logoutUri !== null && (
        <li>
          {t('operator.client.signals.logout')} <code>{logoutUri}</code>
        </li>
      )}
      {eventsUri !== null && (
        <li>
          {t('operator.client.signals.events')} <code>{eventsUri}</code>
        </li>
      )}
    </ul>
  );
}

function ClientStanding({ client }: { client: Line }): JSX.Element {
  const { t } = usePage();
  if (client.disabledAt) return <Tag tone="danger">{t('operator.client.disabled')}</Tag>;
  return (
    <PostForm action={`/operator/clients/${encodeURIComponent(client.id)}/disabling`}>
      <Button look="danger">
        {t('operator.client.disable')} <span class="unseen">{client.name}</span>
      </Button>
    </PostForm>
  );
}
