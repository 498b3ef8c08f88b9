import type { JSX } from 'preact';
import { type CoveredProcedure, isActive } from '../../src/mandates/mandate.ts';
import type { MandateView } from '../../src/mandates/view-mandate.ts';
import { usePage } from '../page.tsx';
import { Instant } from '../parts/facts.tsx';
import { Restricted, Tag } from '../parts/notice.tsx';
import { DataTable } from '../parts/table.tsx';

/** What a mandate covers, procedure by procedure: how each stands, and the way to end it alone. */
export function CoveredProcedures({ mandate, exclusions, at }: Pick<MandateView, 'mandate' | 'exclusions'> & { at: Date }): JSX.Element {
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
            <ProcedureState covered={covered} expired={at >= mandate.expiresAt} restricted={exclusions.get(covered.code)} />
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
  restricted: Date | null | undefined;
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
  if (restricted !== undefined && !expired) return <Restricted since={restricted} label={t('mandates.state.restricted')} />;
  return <Tag tone={expired ? 'neutral' : 'success'}>{t(expired ? 'mandates.state.expired' : 'mandates.state.active')}</Tag>;
}
