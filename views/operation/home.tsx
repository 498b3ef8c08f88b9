import type { ComponentChildren, JSX } from 'preact';
import type { Delay } from '../../src/journal/delay-store.ts';
import { Layout } from '../layout.tsx';
import { LateHeads } from '../parts/late-heads.tsx';
import { usePage } from '../page.tsx';
import { MessageCounts, type Counts } from './messages.tsx';

interface OperatorHomePageProps {
  /** How many applications wait for a decision. */
  submitted: number;
  /** How many applicants wait for an answer to what they asked. */
  asking: number;
  requests: number;
  /** How many organisations nobody manages. */
  unmanaged: number;
  messages: Counts;
  /** Published heads of the journal stay behind what is written. */
  delay: Delay | null;
}

/** Where an operator begins: what waits, and how the service is. */
export function OperatorHomePage({ submitted, asking, requests, unmanaged, messages, delay }: OperatorHomePageProps): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('operator.home.title')} lead={t('operator.home.lead')} wide>
      <LateHeads delay={delay} />
      <div class="cards">
        <Door
          href="/operator/applications"
          title={t('operator.applications.title')}
          text={t('operator.home.waiting', { count: submitted })}
        >
          {asking > 0 && (
            <p>
              <a href="/operator/applications?state=asking">{t('operator.home.asking', { count: asking })}</a>
            </p>
          )}
        </Door>
        <Door href="/operator/trainings" title={t('nav.trainings')} text={t('operator.home.trainings')} />
        <Door href="/operator/requests" title={t('operator.requests.title')} text={t('operator.home.requests', { count: requests })} />
        <Door
          href="/operator/organisations"
          title={t('operator.organisations.title')}
          text={unmanaged > 0 ? t('operator.home.unmanaged', { count: unmanaged }) : t('operator.home.organisations')}
        />
        <Door href="/operator/clients" title={t('operator.clients.title')} text={t('operator.home.clients')} />
        <Door href="/operator/messages" title={t('operator.messages.title')} text={t('operator.home.messages')} />
        <Door href="/operator/accounts" title={t('operator.accounts.title')} text={t('operator.home.accounts')} />
      </div>
      <section>
        <h2>{t('operator.health')}</h2>
        <MessageCounts counts={messages} />
      </section>
    </Layout>
  );
}

interface DoorProps {
  href: string;
  title: string;
  text: string;
  children?: ComponentChildren;
}

function Door({ href, title, text, children }: DoorProps): JSX.Element {
  return (
    <section class="card">
      <h2>
        <a href={href}>{title}</a>
      </h2>
      <p>{text}</p>
      {children}
    </section>
  );
}
