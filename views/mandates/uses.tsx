import type { JSX } from 'preact';
import type { MandateView } from '../../src/mandates/view-mandate.ts';
import { usePage } from '../page.tsx';
import { Instant } from '../parts/facts.tsx';
import { DataTable } from '../parts/table.tsx';
import { ReceiptsOfUse } from './receipts.tsx';

/** What was done under a mandate: when, for what, where, by whom, and what the service says of it. */
export function Uses({ uses, receipts, names }: Pick<MandateView, 'uses' | 'receipts' | 'names'>): JSX.Element {
  const { t } = usePage();
  return (
    <DataTable
      caption={t('mandates.uses.title')}
      empty={t('mandates.uses.empty')}
      rows={uses}
      columns={[
        { title: t('mandates.uses.when'), cell: (use) => <Instant at={use.usedAt} /> },
        { title: t('mandates.fact.procedure'), cell: (use) => t(`terms.procedure.${use.procedure}.title`) },
        { title: t('mandates.uses.where'), cell: (use) => use.clientName },
        { title: t('mandates.uses.who'), cell: (use) => names.helper(use.helperId, use.usedAt) },
        { title: t('mandates.uses.given'), cell: (use) => t(use.disclosedAt ? 'mandates.uses.given.yes' : 'mandates.uses.given.no') },
        { title: t('person.receipt.title'), cell: (use) => <ReceiptsOfUse use={use} receipts={receipts.get(use.id)} /> },
      ]}
    />
  );
}
