import type { JSX } from 'preact';
import type { Receipt } from '../../src/mandates/receipt.ts';
import type { Use } from '../../src/mandates/use.ts';
import { usePage } from '../page.tsx';

interface ReceiptsOfUseProps {
  use: Pick<Use, 'clientName'>;
  receipts: readonly Receipt[] | undefined;
}

/** What a service states was done under one use; its own words are shown as it wrote them. */
export function ReceiptsOfUse({ use, receipts = [] }: ReceiptsOfUseProps): JSX.Element {
  const { t } = usePage();
  if (receipts.length === 0) return <>{t('person.receipt.none')}</>;
  return (
    <ul>
      {receipts.map(({ id, label, action, outcome, reference, statedAt }) => (
        <li key={id}>
          <strong>
            <bdi>{t('person.receipt.said', { what: label ?? action, outcome: t(`person.receipt.outcome.${outcome}`) })}</bdi>
          </strong>
          <br />
          {t('person.receipt.when', { service: use.clientName, at: statedAt })}. {t('person.receipt.signed')}
          {reference !== null && (
            <>
              <br />
              {t('person.receipt.reference', { reference })}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
