import type { JSX } from 'preact';
import { hasText } from '../../src/http/texts.ts';
import { languages } from '../../src/http/languages.ts';
import { mandateReference } from '../../src/mandates/pseudonym.ts';
import { fullName } from '../../src/people/person.ts';
import type { Story, StoryLine } from '../../src/supervision/tell-story.ts';
import { Layout } from '../layout.tsx';
import { ReceiptsOfUse } from '../mandates/receipts.tsx';
import { TermsInOneLanguage } from '../mandates/terms-text.tsx';
import { usePage } from '../page.tsx';
import { Actions, ButtonLink } from '../parts/button.tsx';
import { EntryName, EntryProcedure } from '../parts/entry.tsx';
import { type Fact, Instant, SummaryList } from '../parts/facts.tsx';
import { Details } from '../parts/sections.tsx';
import { Messages, Signals } from './story-sent.tsx';
import { DecisionTable } from './decision-table.tsx';
import { ReasonBanner } from './reason-banner.tsx';

/** A use from its mandate to its end: who, why it was allowed, what came of it; each line with its seal. Reads at a glance, and prints. */
export function UseStoryPage({ story }: { story: Story }): JSX.Element {
  const { t } = usePage();
  const { use, lines, decision, isFaithful, named, signals, reason } = story;
  const begun = lines.findIndex(({ event, useId }) => event === 'mandate_used' && useId === use.id);
  const at = begun < 0 ? lines.length : begun;
  return (
    <Layout title={t('story.title')} lead={t('story.lead')} back={{ href: '/supervision/journal' }} wide>
      <ReasonBanner reason={reason} />
      <SummaryList facts={useFacts(story)} />
      <h2>{t('story.before')}</h2>
      <Timeline lines={lines.slice(0, at)} useId={use.id} />
      {named?.terms?.texts.map((text) => (
        <Details key={text.language} summary={t('person.mandate.text', { language: languages[text.language].name })}>
          <TermsInOneLanguage text={text} />
        </Details>
      ))}
      <h2>{t('story.decision')}</h2>
      {decision && <DecisionTable decision={decision} isFaithful={isFaithful} />}
      <h2>{t('story.after')}</h2>
      <Timeline lines={lines.slice(at)} useId={use.id} />
      {named && (
        <>
          <h2>{t('story.receipts')}</h2>
          <ReceiptsOfUse use={use} receipts={named.receipts} />
          <Messages messages={named.messages} />
        </>
      )}
      <Signals signals={signals} />
      <p>{t('person.uses.blind')}</p>
      <SuspendLinks use={use} />
    </Layout>
  );
}

/** What must stop, stops from here. */
function SuspendLinks({ use }: Pick<Story, 'use'>): JSX.Element {
  const { t } = usePage();
  const targets = { helper: use.helperId, organisation: use.organisationId, client: use.clientId };
  return (
    <Actions>
      {(['helper', 'organisation', 'client'] as const).map((kind) => (
        <ButtonLink
          key={kind}
          look="secondary"
          href={`/supervision/suspensions/new?kind=${kind}&target=${encodeURIComponent(targets[kind])}`}
        >
          {t('suspension.new')} : {t(`suspension.kind.${kind}`).toLocaleLowerCase()}
        </ButtonLink>
      ))}
    </Actions>
  );
}

/** Everything at a glance. */
function useFacts({ use, mandate, organisation, named, lines }: Story): Fact[] {
  const { t } = usePage();
  const used = lines.find(({ event }) => event === 'mandate_used');
  const when = (at: Date | null) => (at ? <Instant at={at} /> : t('story.not'));
  return [
    { name: t('story.person'), value: named ? fullName(named.person.identity) : (used?.person ?? mandateReference(mandate.id)) },
    { name: t('supervision.search.helper'), value: used?.helper ?? '' },
    { name: t('supervision.search.organisation'), value: used?.organisation ?? organisation.name },
    { name: t('mandates.fact.procedure'), value: <EntryProcedure code={use.procedure} /> },
    { name: t('mandates.uses.where'), value: use.clientName },
    { name: t('story.agreed'), value: when(mandate.agreedAt) },
    { name: t('story.used'), value: when(use.usedAt) },
    { name: t('story.disclosed'), value: when(use.disclosedAt) },
    { name: t('story.ended'), value: when(use.endedAt) },
    { name: t('story.reference'), value: <code>{use.txn}</code> },
  ];
}

function Timeline({ lines, useId }: { lines: readonly StoryLine[]; useId: string }): JSX.Element {
  const { t } = usePage();
  return (
    <ol class="story">
      {lines.map((line) => (
        <li key={line.entryId}>
          <Instant at={line.at} />
          <strong>
            <EntryName entry={line} />
          </strong>
          {[line.helper, line.client].filter(Boolean).map((who) => (
            <> – {who}</>
          ))}
          <Said line={line} />
          <div class="hint">
            {t('story.seal', { number: line.entryId })}{' '}
            <a href={`/supervision/uses/${useId}/entries/${line.entryId}/proof`} download>
              {t('story.proof')} <span class="unseen">{line.entryId}</span>
            </a>
          </div>
        </li>
      ))}
    </ol>
  );
}

/** What the entry said, in the words we have for it; identifiers and hashes are in its proof. */
function Said({ line: { facts } }: { line: StoryLine }): JSX.Element | null {
  const { t } = usePage();
  const said = Object.entries(facts).flatMap(([name, value]) => {
    const key = `story.fact.${name}`;
    return hasText(key) ? [{ name: t(key), value: String(value) }] : [];
  });
  return said.length === 0 ? null : <p>{said.map(({ name, value }) => `${name} : ${value}`).join(' · ')}</p>;
}
