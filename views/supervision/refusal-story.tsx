import type { JSX } from 'preact';
import { fullName } from '../../src/people/person.ts';
import type { RefusalStory } from '../../src/supervision/tell-refusal.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { EntryName, EntryProcedure } from '../parts/entry.tsx';
import { type Fact, Instant, SummaryList } from '../parts/facts.tsx';
import { DecisionTable } from './decision-table.tsx';
import { ReasonBanner } from './reason-banner.tsx';
import { Timeline } from './story-lines.tsx';

/** A taking-up that was refused: under which mandate, which condition did not hold and what it looked at, and what came later. */
export function RefusalStoryPage({ story }: { story: RefusalStory }): JSX.Element {
  const { t } = usePage();
  const { entryId, lines, decision, isFaithful, reason } = story;
  const at = lines.findIndex((line) => line.entryId === entryId);
  const base = `/supervision/refusals/${entryId}`;
  return (
    <Layout title={t('story.refusal.title')} lead={t('story.refusal.lead')} back={{ href: '/supervision/journal' }} wide>
      <ReasonBanner reason={reason} />
      <SummaryList facts={factsOf(story)} />
      {at > 0 && (
        <>
          <h2>{t('story.before')}</h2>
          <Timeline lines={lines.slice(0, at)} base={base} />
        </>
      )}
      <h2>{t('story.decision')}</h2>
      {decision ? <DecisionTable decision={decision} isFaithful={isFaithful} /> : <p>{t('story.refusal.undecided')}</p>}
      <h2>{t('story.refusal.after')}</h2>
      <Timeline lines={lines.slice(Math.max(0, at))} base={base} />
    </Layout>
  );
}

function factsOf({ entryId, lines, person }: RefusalStory): Fact[] {
  const { t } = usePage();
  const refused = lines.find((line) => line.entryId === entryId);
  if (!refused) return [];
  const known = (name: string, value: Fact['value'] | null): Fact[] => (value === null ? [] : [{ name, value }]);
  return [
    { name: t('story.refusal.what'), value: <EntryName entry={refused} /> },
    { name: t('mandates.activity.when'), value: <Instant at={refused.at} /> },
    ...known(t('story.person'), person ? fullName(person.identity) : refused.person),
    ...known(t('supervision.search.helper'), refused.helper),
    ...known(t('supervision.search.organisation'), refused.organisation),
    ...known(t('mandates.fact.procedure'), refused.procedure && <EntryProcedure code={refused.procedure} />),
    ...known(t('mandates.uses.where'), refused.client),
  ];
}
