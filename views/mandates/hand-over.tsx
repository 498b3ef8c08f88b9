import type { JSX } from 'preact';
import { languages } from '../../src/http/texts.ts';
import type { Draft } from '../../src/mandates/draft.ts';
import type { DraftView } from '../../src/mandates/show-draft.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { useProcedureTitles } from './procedure-titles.ts';
import { Actions, Button } from '../parts/button.tsx';
import { Instant, SummaryList } from '../parts/facts.tsx';
import { PostForm } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';
import { Steps } from '../parts/sections.tsx';
import { Users } from './users.tsx';

/** The helper hands over: the person signs in at FranceConnect, here and now. */
export function HandOverPage({ draft, named }: Pick<DraftView, 'draft' | 'named'>): JSX.Element {
  const { t } = usePage();
  const titles = useProcedureTitles();
  return (
    <Layout title={t('mandates.handOver.title')} lead={t('mandates.handOver.lead')} back={{ href: '/home' }}>
      <Steps current="person" />
      <SummaryList
        facts={[
          { name: t('mandates.fact.procedures'), value: titles(draft.procedures) },
          { name: t('mandates.fact.duration'), value: t(`mandates.duration.${draft.duration}`) },
          { name: t('mandates.fact.users'), value: <Users named={named} /> },
          { name: t('mandates.fact.language'), value: languages[draft.language].name },
          { name: t('mandates.fact.lapses'), value: <Instant at={draft.lapsesAt} /> },
        ]}
      />
      <Notice>
        <p>{t('mandates.handOver.private')}</p>
      </Notice>
      <PostForm action={`/drafts/${draft.id}/identification`}>
        <Actions>
          <Button>{t('mandates.handOver.submit')}</Button>
        </Actions>
      </PostForm>
      <p>
        <a href={`/drafts/${draft.id}/request`}>{t('mandates.remote.way')}</a>
      </p>
      <Abandon draft={draft} />
    </Layout>
  );
}

/** The way out of a draft, at every step of it. */
export function Abandon({ draft }: { draft: Draft }): JSX.Element {
  const { t } = usePage();
  return (
    <PostForm action={`/drafts/${draft.id}/abandonment`}>
      <Button look="quiet">{t('mandates.abandon')}</Button>
    </PostForm>
  );
}
