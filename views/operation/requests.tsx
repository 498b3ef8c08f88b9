import type { JSX } from 'preact';
import type { OperatorRequest } from '../../src/operation/request-store.ts';
import { type Helper, helperName } from '../../src/organisations/helper.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button, ButtonLink } from '../parts/button.tsx';
import { Instant } from '../parts/facts.tsx';
import { PostForm } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';
import { EmptyState } from '../parts/sections.tsx';

interface OperatorRequestsPageProps {
  requests: readonly OperatorRequest[];
  operators: readonly Helper[];
  /** Who reads the page: they cannot approve their own. */
  own: string;
}

/** What one operator asked for and another must approve. */
export function OperatorRequestsPage({ requests, operators, own }: OperatorRequestsPageProps): JSX.Element {
  const { t } = usePage();
  const nameOf = (id: string) => operators.find((operator) => operator.id === id);
  return (
    <Layout title={t('operator.requests.title')} lead={t('operator.requests.lead')} back={{ href: '/operator' }}>
      {requests.length === 0 && <EmptyState title={t('operator.requests.empty')} />}
      {requests.map((request) => {
        const asker = nameOf(request.requestedBy);
        return (
          <section key={request.id} class="card">
            <h2>{t(`operator.act.${request.act}`, { target: request.target })}</h2>
            <p>
              {t('operator.request.by', { name: asker ? helperName(asker) : '' })} <Instant at={request.requestedAt} />
            </p>
            <Terms request={request} />
            <Decision request={request} isOwn={request.requestedBy === own} />
          </section>
        );
      })}
    </Layout>
  );
}

/** The secret of a client that was just registered: this page, this once. */
export function ClientRegisteredPage({ secret }: { secret: string }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('operator.client.registered')} back={{ href: '/operator/requests' }}>
      <Notice tone="warning">
        <p>{t('operator.client.secret')}</p>
        <p>
          <code dir="ltr">{secret}</code>
        </p>
      </Notice>
      <ButtonLink href="/operator/clients">{t('operator.clients.title')}</ButtonLink>
    </Layout>
  );
}

function Terms({ request }: { request: OperatorRequest }): JSX.Element {
  return (
    <dl class="facts">
      {Object.entries(request.terms).map(([name, value]) => (
        <div key={name}>
          <dt dir="ltr">{name}</dt>
          <dd>{Array.isArray(value) ? value.join(' ') : String(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Decision({ request, isOwn }: { request: OperatorRequest; isOwn: boolean }): JSX.Element {
  const { t } = usePage();
  const base = `/operator/requests/${request.id}`;
  return (
    <PostForm action={`${base}/refusal`}>
      {isOwn && <p class="hint">{t('operator.request.own')}</p>}
      <Actions>
        {!isOwn && <Button formAction={`${base}/approval`}>{t('operator.request.approve')}</Button>}
        <Button look="secondary">{t(isOwn ? 'operator.request.cancel' : 'operator.request.refuse')}</Button>
      </Actions>
    </PostForm>
  );
}
