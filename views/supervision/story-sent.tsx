import type { JSX } from 'preact';
import type { Story } from '../../src/supervision/tell-story.ts';
import { usePage } from '../page.tsx';
import { Instant } from '../parts/facts.tsx';
import { DataTable } from '../parts/table.tsx';
import { worded } from '../parts/worded.ts';

/** What the person was sent: about what and how; never where to nor in which words. */
export function Messages({ messages }: Pick<NonNullable<Story['named']>, 'messages'>): JSX.Element {
  const { t } = usePage();
  return (
    <DataTable
      caption={t('story.messages')}
      empty={t('story.messages.none')}
      rows={messages}
      columns={[
        { title: t('mandates.activity.when'), cell: ({ createdAt }) => <Instant at={createdAt} /> },
        { title: t('mandates.activity.what'), cell: ({ kind }) => worded(t, 'story.message', kind) },
        { title: t('story.messages.channel'), cell: ({ channel }) => worded(t, 'story.channel', channel) },
        {
          title: t('story.messages.left'),
          cell: ({ sentAt, failedAt }) => (sentAt ? <Instant at={sentAt} /> : t(failedAt ? 'story.failed' : 'story.waiting')),
        },
      ]}
    />
  );
}

/** What the relying party was told of the end. */
export function Signals({ signals }: Pick<Story, 'signals'>): JSX.Element {
  const { t } = usePage();
  return (
    <DataTable
      caption={t('story.signals')}
      empty={t('story.signals.none')}
      rows={signals}
      columns={[
        { title: t('mandates.activity.what'), cell: ({ kind }) => t(`story.signal.${kind}`) },
        { title: t('mandates.activity.when'), cell: ({ createdAt }) => <Instant at={createdAt} /> },
        {
          title: t('story.signals.told'),
          cell: ({ toldAt, failedAt }) => (toldAt ? <Instant at={toldAt} /> : t(failedAt ? 'story.failed' : 'story.waiting')),
        },
        { title: t('story.signals.attempts'), numeric: true, cell: ({ attempts }) => attempts },
      ]}
    />
  );
}
