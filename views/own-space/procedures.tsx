import type { JSX } from 'preact';
import { type CoveredProcedure, isActive } from '../../src/mandates/mandate.ts';
import type { OwnMandateView } from '../../src/own-space/view-own-mandate.ts';
import { pictureOfProcedure } from '../mandates/terms-pictures.ts';
import { usePage } from '../page.tsx';
import { Instant } from '../parts/facts.tsx';
import { Restricted, Tag } from '../parts/notice.tsx';
import { Pictogram } from '../parts/pictogram.tsx';
import { DataTable } from '../parts/table.tsx';

/** What a mandate of the person's own covers, how each stands, and the end of one where several run. */
export function OwnProcedures({ mandate, exclusions, at }: Pick<OwnMandateView, 'mandate' | 'exclusions'> & { at: Date }): JSX.Element {
  const { t } = usePage();
  const running = isActive(mandate, at) ? mandate.procedures.filter(({ revokedAt }) => !revokedAt) : [];
  return (
    <DataTable
      caption={t('person.mandate.procedures')}
      rows={mandate.procedures}
      columns={[
        { title: t('person.mandate.procedure'), cell: ({ code }) => <ProcedureTitle code={code} /> },
        {
          title: t('person.mandate.state'),
          cell: (covered) => (
            <>
              <State covered={covered} expired={at >= mandate.expiresAt} restricted={exclusions.get(covered.code)} />
              {running.length > 1 && running.includes(covered) && <EndOne mandateId={mandate.id} code={covered.code} />}
            </>
          ),
        },
      ]}
    />
  );
}

function ProcedureTitle({ code }: Pick<CoveredProcedure, 'code'>): JSX.Element {
  const { t } = usePage();
  return (
    <>
      <Pictogram name={pictureOfProcedure[code]} />
      {t(`terms.procedure.${code}.title`)}
    </>
  );
}

/** The first of the two clicks that end one procedure. */
function EndOne({ mandateId, code }: Pick<CoveredProcedure, 'code'> & { mandateId: string }): JSX.Element {
  const { t } = usePage();
  return (
    <p>
      <a href={`/me/mandates/${mandateId}/end?procedure=${code}`}>
        {t('person.end.one', { procedure: t(`terms.procedure.${code}.title`) })}
      </a>
    </p>
  );
}

interface StateProps {
  covered: CoveredProcedure;
  expired: boolean;
  /** Since when the organisation does not help with it; undefined when it does. */
  restricted: Date | null | undefined;
}

function State({ covered, expired, restricted }: StateProps): JSX.Element {
  const { t } = usePage();
  if (!covered.revokedAt && !expired && restricted !== undefined)
    return <Restricted since={restricted} label={t('person.mandate.restricted')} />;
  if (!covered.revokedAt)
    return <Tag tone={expired ? 'neutral' : 'success'}>{t(expired ? 'person.mandate.over' : 'person.mandate.runs')}</Tag>;
  return (
    <>
      <Tag tone="danger">{t('person.mandate.over')}</Tag> <Instant at={covered.revokedAt} />
    </>
  );
}
