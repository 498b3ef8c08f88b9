import type { JSX } from 'preact';
import type { OperatorRequest } from '../../src/operation/request-store.ts';
import { hasText } from '../../src/http/texts.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button, ButtonLink } from '../parts/button.tsx';
import { Instant } from '../parts/facts.tsx';
import { PostForm } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';
import { EmptyState } from '../parts/sections.tsx';

interface OperatorRequestsPageProps {
  requests: readonly OperatorRequest[];
  /** Of operators, organisations and members, by id. */
  names: ReadonlyMap<string, string>;
  /** Who reads the page: they cannot approve their own. */
  own: string;
}

/** What one operator asked for and another must approve. */
export function OperatorRequestsPage({ requests, names, own }: OperatorRequestsPageProps): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('operator.requests.title')} lead={t('operator.requests.lead')} back={{ href: '/operator' }}>
      {requests.length === 0 && <EmptyState title={t('operator.requests.empty')} />}
      {requests.map((request) => (
        <section key={request.id} class="card">
          <h2>{t(`operator.act.${request.act}`, { target: names.get(request.target) ?? request.target })}</h2>
          <p>
            {t('operator.request.by', { name: names.get(request.requestedBy) ?? '' })} <Instant at={request.requestedAt} />
          </p>
          <Terms request={request} names={names} />
          <Decision request={request} isOwn={request.requestedBy === own} />
        </section>
      ))}
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

function Terms({ request, names }: { request: OperatorRequest; names: ReadonlyMap<string, string> }): JSX.Element {
  return (
    <dl class="facts">
      {Object.entries(request.terms).map(([name, value]) => (
        <div key={name}>
          <dt>
            <Term name={name} />
          </dt>
          <dd>{Array.isArray(value) ? value.join(' ') : (names.get(String(value)) ?? String(value))}</dd>
        </div>
      ))}
    </dl>
  );
}

/** In words; of a registration, as it is registered. */
function Term({ name }: { name: string }): JSX.Element {
  const { t } = usePage();
  const key = `operator.request.${name}`;
  return hasText(key) ? <>{t(key)}</> : <span dir="ltr">{name}</span>;
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
