import type { ComponentChildren, JSX } from 'preact';
import type { Receipt } from '../../src/mandates/receipt.ts';
import type { Use } from '../../src/mandates/use.ts';
import { usePage } from '../page.tsx';
import { Sentences } from '../parts/sentences.tsx';

interface ReceiptsOfUseProps {
  use: Pick<Use, 'clientName'>;
  receipts: readonly Receipt[] | undefined;
  /** What stands beside each, such as its proof. */
  beside?: (receipt: Receipt) => ComponentChildren;
}

/** What a service states was done under one use; its own words are shown as it wrote them. */
export function ReceiptsOfUse({ use, receipts = [], beside }: ReceiptsOfUseProps): JSX.Element {
  const { t } = usePage();
  if (receipts.length === 0) return <>{t('person.receipt.none')}</>;
  return (
    <ul>
      {receipts.map((receipt) => (
        <li key={receipt.id}>
          <OneReceipt service={use.clientName} receipt={receipt} />
          {beside?.(receipt)}
        </li>
      ))}
    </ul>
  );
}

/** One statement: what, with which outcome, by whom and when. */
export function OneReceipt({ service, receipt }: { service: string; receipt: Receipt }): JSX.Element {
  const { t } = usePage();
  const { label, action, outcome, reference, statedAt } = receipt;
  return (
    <>
      <strong>
        <bdi>{t('person.receipt.said', { what: label ?? action, outcome: t(`person.receipt.outcome.${outcome}`) })}</bdi>
      </strong>
      <br />
      <Sentences text={`${t('person.receipt.when', { service, at: statedAt })}. ${t('person.receipt.signed')}`} />
      {reference !== null && (
        <>
          <br />
          {t('person.receipt.reference', { reference })}
        </>
      )}
    </>
  );
}
