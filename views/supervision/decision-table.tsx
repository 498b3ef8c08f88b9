import type { ComponentChildren, JSX } from 'preact';
import { hasText } from '../../src/http/texts.ts';
import type { DecisionInputs } from '../../src/mandates/decision-inputs.ts';
import type { ConjunctName } from '../../src/mandates/mandate.ts';
import type { Standing } from '../../src/organisations/helper.ts';
import type { Replay, Replayed } from '../../src/supervision/replay-decision.ts';
import { usePage } from '../page.tsx';
import { EntryProcedure } from '../parts/entry.tsx';
import { Instant } from '../parts/facts.tsx';
import { Notice, Tag } from '../parts/notice.tsx';
import { DataTable } from '../parts/table.tsx';

/** Why it was allowed: each conjunct of the decision, what it looked at that instant, its answer made again, and what history says. */
export function DecisionTable({ decision, isFaithful }: { decision: Replay; isFaithful: boolean }): JSX.Element {
  const { t } = usePage();
  return (
    <>
      <Notice tone={isFaithful ? 'success' : 'danger'} title={t(isFaithful ? 'story.decision.same' : 'story.decision.other')}>
        <p>
          {t(decision.isRecorded ? 'story.decision.recorded' : 'story.decision.unrecorded')} <Instant at={decision.entry.at} />
        </p>
      </Notice>
      <DataTable
        caption={t('story.decision.caption')}
        rows={decision.conjuncts}
        columns={[
          { title: t('story.decision.conjunct'), cell: ({ name }) => t(`story.conjunct.${name}`) },
          { title: t('story.decision.inputs'), cell: ({ name }) => <Looked>{looked[name](decision.inputs)}</Looked> },
          { title: t('story.decision.answer'), cell: (conjunct) => <Answer conjunct={conjunct} /> },
          { title: t('story.decision.history'), cell: ({ history }) => t(`story.history.${history}`) },
        ]}
      />
    </>
  );
}

function Looked({ children }: { children: ComponentChildren }): JSX.Element {
  return <>{children}</>;
}

function Answer({ conjunct: { refusal } }: { conjunct: Replayed }): JSX.Element {
  const { t } = usePage();
  if (refusal === null) return <Tag tone="success">{t('story.decision.holds')}</Tag>;
  const title = `refusal.${refusal}.title`;
  return <Tag tone="danger">{hasText(title) ? t(title) : refusal}</Tag>;
}

/** What each conjunct looked at, in words. */
const looked: Readonly<Record<ConjunctName, (inputs: DecisionInputs) => ComponentChildren>> = {
  mandate: ({ mandate }) => (
    <>
      <Instant at={mandate.startsAt} /> → <Instant at={mandate.expiresAt} />
      <br />
      {mandate.procedures
        .filter(({ revokedAt }) => !revokedAt)
        .map(({ code }, index) => (
          <>
            {index > 0 && ', '}
            <EntryProcedure code={code} />
          </>
        ))}
    </>
  ),
  membership: ({ use }) => <YesNo is={use.isMember} />,
  certification: ({ use }) => <StandingAt {...use.helper} />,
  naming: ({ mandate }) => <Said of={mandate.namedHelpers === null ? 'anybody' : 'named'} />,
  organisation: ({ use }) => <StandingAt {...use.organisation} />,
  exclusion: ({ use }) => {
    const { excludedProcedures: excluded } = use.organisation;
    return excluded.length === 0 ? <Said of="none" /> : excluded.map((code, index) => [index > 0 && ', ', <EntryProcedure code={code} />]);
  },
  client: ({ use: { client } }) => (
    <>
      <code>{client.id}</code>, {client.dialect}, {client.delegationMode}
    </>
  ),
  second_factor: ({ use }) => (use.secondFactorAt ? <Instant at={use.secondFactorAt} /> : <Said of="none" />),
  confirmation: ({ use: { confirmation } }) =>
    confirmation.asked.length === 0 ? <Said of="unasked" /> : `${confirmation.confirmed.join(', ')} / ${confirmation.asked.join(', ')}`,
};

function YesNo({ is }: { is: boolean }): JSX.Element {
  return <Said of={is ? 'yes' : 'no'} />;
}

function Said({ of }: { of: 'yes' | 'no' | 'none' | 'anybody' | 'named' | 'unasked' }): JSX.Element {
  const { t } = usePage();
  return <>{t(`story.said.${of}`)}</>;
}

/** How somebody stood: certified from when to when, suspended or withdrawn since. */
function StandingAt({ certifiedAt, certificationExpiresAt, suspendedAt, withdrawnAt }: Standing): JSX.Element {
  const { t } = usePage();
  const parts = [
    ['since', certifiedAt],
    ['until', certificationExpiresAt],
    ['suspended', suspendedAt],
    ['withdrawn', withdrawnAt],
  ] as const;
  return (
    <>
      {parts.map(([name, at]) =>
        at ? (
          <div key={name}>
            {t(`story.standing.${name}`)} <Instant at={at} />
          </div>
        ) : null,
      )}
    </>
  );
}
