import type { JSX } from 'preact';
import type { Form } from '../../src/http/parse-form.ts';
import type { Troubled } from '../../src/notifications/dead-letter-store.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Actions, Button } from '../parts/button.tsx';
import { Instant, SummaryList } from '../parts/facts.tsx';
import { Field } from '../parts/field.tsx';
import { PostForm } from '../parts/form.tsx';
import { DataTable } from '../parts/table.tsx';
import { worded } from '../parts/worded.ts';

/** How many messages wait, failed at least once, and were given up. */
export interface Counts {
  readonly waiting: number;
  readonly failing: number;
  readonly dead: number;
}

interface OperatorMessagesPageProps {
  counts: Counts;
  dead: readonly Troubled[];
  failing: readonly Troubled[];
}

/** Messages that have trouble leaving, and what to do about those we gave up. */
export function OperatorMessagesPage({ counts, dead, failing }: OperatorMessagesPageProps): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('operator.messages.title')} lead={t('operator.messages.lead')} back={{ href: '/operator' }} wide>
      <MessageCounts counts={counts} />
      {dead.length > 0 && (
        <PostForm action="/operator/messages/resending">
          <Actions>
            <Button>{t('operator.messages.retryAll', { count: counts.dead })}</Button>
          </Actions>
        </PostForm>
      )}
      <DataTable
        caption={t('operator.messages.dead')}
        empty={t('operator.messages.dead.none')}
        rows={dead}
        columns={[...columns(t), { title: t('operator.messages.act'), cell: (message) => <Acts message={message} /> }]}
      />
      <DataTable
        caption={t('operator.messages.failing')}
        empty={t('operator.messages.failing.none')}
        rows={failing}
        columns={[...columns(t), { title: t('operator.messages.next'), cell: ({ dueAt }) => dueAt && <Instant at={dueAt} /> }]}
      />
    </Layout>
  );
}

/** The same, for whoever operates the service to see at a glance. */
export function MessageCounts({ counts }: { counts: Counts }): JSX.Element {
  const { t } = usePage();
  return (
    <SummaryList
      facts={(['waiting', 'failing', 'dead'] as const).map((state) => ({ name: t(`operator.messages.${state}`), value: counts[state] }))}
    />
  );
}

/** Why a message is not worth sending any more. */
export function DropMessagePage({ id, form }: { id: string; form: Form }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('operator.messages.drop')} back={{ href: '/operator/messages' }} form={form}>
      <PostForm action={`/operator/messages/${id}/dropping`}>
        <Field form={form} name="reason" label={t('operator.messages.reason')} />
        <Actions>
          <Button look="danger">{t('operator.messages.drop')}</Button>
        </Actions>
      </PostForm>
    </Layout>
  );
}

function columns(t: ReturnType<typeof usePage>['t']) {
  return [
    { title: t('operator.messages.kind'), cell: ({ kind }: Troubled) => worded(t, 'story.message', kind) },
    { title: t('operator.messages.channel'), cell: ({ channel }: Troubled) => worded(t, 'story.channel', channel) },
    { title: t('operator.messages.since'), cell: ({ createdAt }: Troubled) => <Instant at={createdAt} /> },
    { title: t('operator.messages.attempts'), cell: ({ attempts }: Troubled) => String(attempts) },
    { title: t('operator.messages.fault'), cell: ({ fault }: Troubled) => fault && <code>{fault}</code> },
  ];
}

function Acts({ message }: { message: Troubled }): JSX.Element {
  const { t } = usePage();
  return (
    <>
      <PostForm action={`/operator/messages/${message.id}/resending`}>
        <Button look="secondary">{t('operator.messages.retry')}</Button>
      </PostForm>
      <a href={`/operator/messages/${message.id}/dropping`}>{t('operator.messages.drop')}</a>
    </>
  );
}
