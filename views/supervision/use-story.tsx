import type { JSX } from 'preact';
import { languages } from '../../src/http/languages.ts';
import { mandateReference } from '../../src/mandates/pseudonym.ts';
import { fullName } from '../../src/people/person.ts';
import type { Story } from '../../src/supervision/tell-story.ts';
import { Layout } from '../layout.tsx';
import { ReceiptsOfUse } from '../mandates/receipts.tsx';
import { TermsInOneLanguage } from '../mandates/terms-text.tsx';
import { HelperStandings, OrganisationStandings } from '../organisations/standings.tsx';
import { usePage } from '../page.tsx';
import { Actions, ButtonLink } from '../parts/button.tsx';
import { EntryProcedure } from '../parts/entry.tsx';
import { type Fact, SummaryList } from '../parts/facts.tsx';
import { Details } from '../parts/sections.tsx';
import { Messages, Signals } from './story-sent.tsx';
import { DecisionTable } from './decision-table.tsx';
import { ReasonBanner } from './reason-banner.tsx';
import { Glance, type Milestone } from './story-glance.tsx';
import { Timeline } from './story-lines.tsx';

/** A use from its mandate to its end: who, why it was allowed, what came of it; each line with its seal. Reads at a glance, and prints. */
export function UseStoryPage({ story }: { story: Story }): JSX.Element {
  const { t } = usePage();
  const { use, lines, decision, isFaithful, named, signals, reason } = story;
  const begun = lines.findIndex(({ event, useId }) => event === 'mandate_used' && useId === use.id);
  const at = begun < 0 ? lines.length : begun;
  const base = `/supervision/uses/${use.id}`;
  return (
    <Layout title={t('story.title')} lead={t('story.lead')} back={{ href: '/supervision/journal' }} wide>
      <ReasonBanner reason={reason} />
      <Glance milestones={milestonesOf(story)} />
      <SummaryList facts={useFacts(story)} />
      <h2>{t('story.before')}</h2>
      <Timeline lines={lines.slice(0, at)} base={base} />
      {named?.terms?.texts.map((text) => (
        <Details key={text.language} summary={t('person.mandate.text', { language: languages[text.language].name })}>
          <TermsInOneLanguage text={text} />
        </Details>
      ))}
      <h2>{t('story.decision')}</h2>
      {decision && <DecisionTable decision={decision} isFaithful={isFaithful} />}
      <Details summary={t('story.standings')}>
        <HelperStandings standings={story.standings} at={use.usedAt} />
        <OrganisationStandings standings={story.organisationStandings} at={use.usedAt} />
      </Details>
      <h2>{t('story.after')}</h2>
      <Timeline lines={lines.slice(at)} base={base} />
      {named && (
        <>
          <h2>{t('story.receipts')}</h2>
          <ReceiptsOfUse use={use} receipts={named.receipts} />
          <Messages messages={named.messages} />
        </>
      )}
      <Signals signals={signals} />
      <p>{t('person.uses.blind')}</p>
      <WhatOneMayDo use={use} />
    </Layout>
  );
}

/** What must be looked into, and what must stop, is from here. */
function WhatOneMayDo({ use }: Pick<Story, 'use'>): JSX.Element {
  const { t } = usePage();
  const targets = { helper: use.helperId, organisation: use.organisationId, client: use.clientId };
  return (
    <Actions>
      <ButtonLink href={`/supervision/cases/new?useId=${use.id}`}>{t('cases.new')}</ButtonLink>
      {(['helper', 'organisation', 'client'] as const).map((kind) => (
        <ButtonLink
          key={kind}
          look="secondary"
          href={`/supervision/suspensions/new?kind=${kind}&target=${encodeURIComponent(targets[kind])}`}
        >
          {t(`story.suspend.${kind}`)}
        </ButtonLink>
      ))}
    </Actions>
  );
}

/** What a use goes through. */
function milestonesOf({ use, mandate, named }: Story): Milestone[] {
  const stated = named?.receipts.map(({ statedAt }) => statedAt).toSorted((one, other) => one.getTime() - other.getTime())[0];
  return [
    { name: 'story.agreed', at: mandate.agreedAt },
    { name: 'story.used', at: use.usedAt },
    { name: 'story.disclosed', at: use.disclosedAt },
    ...(stated ? [{ name: 'story.stated', at: stated } as const] : []),
    { name: 'story.ended', at: use.endedAt },
  ];
}

/** Who, where and for what. */
function useFacts({ use, mandate, organisation, named, lines }: Story): Fact[] {
  const { t } = usePage();
  const used = lines.find(({ event }) => event === 'mandate_used');
  return [
    { name: t('story.person'), value: named ? fullName(named.person.identity) : (used?.person ?? mandateReference(mandate.id)) },
    { name: t('supervision.search.helper'), value: used?.helper ?? '' },
    { name: t('supervision.search.organisation'), value: used?.organisation ?? organisation.name },
    { name: t('mandates.fact.procedure'), value: <EntryProcedure code={use.procedure} /> },
    { name: t('mandates.uses.where'), value: use.clientName },
    { name: t('story.reference'), value: <code>{use.txn}</code> },
  ];
}
