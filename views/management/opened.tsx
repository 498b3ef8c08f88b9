import type { JSX } from 'preact';
import type { MandateView } from '../../src/mandates/view-mandate.ts';
import { fullName } from '../../src/people/person.ts';
import { Layout } from '../layout.tsx';
import { Uses } from '../mandates/uses.tsx';
import { useProcedureTitles } from '../mandates/procedure-titles.ts';
import { usePage } from '../page.tsx';
import { Birthdate, Instant, SummaryList } from '../parts/facts.tsx';
import { Notice } from '../parts/notice.tsx';

/** What a stated reason opened: the mandate, the person, what was done. To read, not to act. */
export function OpenedPage({ mandate, person, uses, receipts, names }: MandateView): JSX.Element {
  const { t } = usePage();
  const titles = useProcedureTitles();
  return (
    <Layout title={t('mandates.mandate.title', { person: fullName(person.identity) })} back={{ href: '/manager/mandates' }} wide>
      <Notice>
        <p>{t('manager.opened.told')}</p>
      </Notice>
      <SummaryList
        facts={[
          { name: t('mandates.fact.birthdate'), value: <Birthdate of={person.identity} /> },
          { name: t('mandates.fact.start'), value: <Instant at={mandate.startsAt} /> },
          { name: t('mandates.fact.end'), value: <Instant at={mandate.expiresAt} /> },
          { name: t('mandates.fact.helper'), value: names.helper(mandate.helperId, mandate.concludedAt) ?? '' },
          { name: t('mandates.fact.agreed'), value: <Instant at={mandate.agreedAt} /> },
          {
            name: t('mandates.fact.procedures'),
            value: titles(mandate.procedures.map(({ code }) => code)),
          },
        ]}
      />
      <Uses uses={uses} receipts={receipts} names={names} />
    </Layout>
  );
}
