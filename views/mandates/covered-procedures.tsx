import type { JSX } from 'preact';
import { type CoveredProcedure, isActive } from '../../src/mandates/mandate.ts';
import type { MandateView } from '../../src/mandates/view-mandate.ts';
import { usePage } from '../page.tsx';
import { Instant } from '../parts/facts.tsx';
import { Tag } from '../parts/notice.tsx';
import { DataTable } from '../parts/table.tsx';

/** What a mandate covers, procedure by procedure: how each stands, and the way to end it alone. */
export function CoveredProcedures({
  mandate,
  organisation,
  at,
}: Pick<MandateView, 'mandate' | 'organisation'> & { at: Date }): JSX.Element {
  const { t } = usePage();
  const active = isActive(mandate, at);
  return (
    <DataTable
      caption={t('mandates.fact.procedures')}
      rows={mandate.procedures}
      columns={[
        { title: t('mandates.fact.procedure'), cell: ({ code }) => t(`terms.procedure.${code}.title`) },
        {
          title: t('mandates.fact.state'),
          cell: (covered) => (
            <ProcedureState
              covered={covered}
              expired={at >= mandate.expiresAt}
              restricted={organisation.excludedProcedures.includes(covered.code)}
            />
          ),
        },
        {
          title: t('mandates.mandate.act'),
          cell: (covered) =>
            active &&
            !covered.revokedAt && (
              <a href={`/mandates/${mandate.id}/revocation?procedure=${covered.code}`}>
                {t('mandates.mandate.endOne', { procedure: t(`terms.procedure.${covered.code}.title`) })}
              </a>
            ),
        },
      ]}
    />
  );
}

/** What was agreed stays agreed when the organisation stops helping with it; only new uses are refused. */
function ProcedureState({
  covered,
  expired,
  restricted,
}: {
  covered: CoveredProcedure;
  expired: boolean;
  restricted: boolean;
}): JSX.Element {
  const { t } = usePage();
  if (covered.revokedAt) {
    return (
      <>
        <Tag tone="danger">{t(covered.endCause === 'replaced' ? 'mandates.state.replaced' : 'mandates.state.revoked')}</Tag>{' '}
        <Instant at={covered.revokedAt} />
      </>
    );
  }
  if (restricted && !expired) return <Tag tone="warning">{t('mandates.state.restricted')}</Tag>;
  return <Tag tone={expired ? 'neutral' : 'success'}>{t(expired ? 'mandates.state.expired' : 'mandates.state.active')}</Tag>;
}
