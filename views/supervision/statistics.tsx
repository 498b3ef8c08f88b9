import type { JSX } from 'preact';
import { formatMonth } from '../../src/http/dates.ts';
import { languages } from '../../src/http/languages.ts';
import type { Statistics } from '../../src/supervision/statistics.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { Notice } from '../parts/notice.tsx';
import { DataTable } from '../parts/table.tsx';
import { Sentences } from '../parts/sentences.tsx';

/** A year of counts, month by month and by procedure; never a number under ten. */
export function StatisticsPage({ organisation, statistics }: { organisation: string | null; statistics: Statistics }): JSX.Element {
  const { t } = usePage();
  const { months, month: shown, procedures } = statistics;
  const base = organisation === null ? '/statistics' : '/statistics/organisation';
  return (
    <Layout
      title={organisation === null ? t('statistics.title') : t('statistics.of', { organisation })}
      picture="list"
      lead={t('statistics.lead')}
      back={{ href: organisation === null ? '/' : '/home' }}
      wide
    >
      <Notice>
        <p>
          <Sentences text={t('statistics.few')} />
        </p>
      </Notice>
      <DataTable
        caption={t('statistics.byMonth')}
        empty={t('statistics.empty')}
        rows={months}
        columns={[
          {
            title: t('statistics.month'),
            cell: ({ month }) => (
              <a href={`${base}?month=${month}`} aria-current={month === shown ? 'true' : undefined}>
                <Month first={month} />
              </a>
            ),
          },
          { title: t('statistics.mandates'), cell: ({ told }) => <Told number={told.mandates} />, numeric: true },
          { title: t('statistics.people'), cell: ({ told }) => <Told number={told.people} />, numeric: true },
          { title: t('statistics.uses'), cell: ({ told }) => <Told number={told.uses} />, numeric: true },
        ]}
      />
      {shown !== null && <Procedures month={shown} procedures={procedures} />}
    </Layout>
  );
}

function Procedures({ month, procedures }: { month: string; procedures: Statistics['procedures'] }): JSX.Element {
  const { t } = usePage();
  const most = Math.max(1, ...procedures.map(({ uses }) => uses ?? 0));
  return (
    <section>
      <h2>
        {t('statistics.byProcedure')} <Month first={month} />
      </h2>
      <DataTable
        caption={t('statistics.byProcedure.caption')}
        rows={procedures}
        columns={[
          { title: t('statistics.procedure'), cell: ({ procedure }) => t(`terms.procedure.${procedure}.title`) },
          { title: t('statistics.uses'), cell: ({ uses }) => <Told number={uses} />, numeric: true },
          {
            title: t('statistics.share'),
            cell: ({ uses }) => uses !== null && <meter min={0} max={most} value={uses} aria-hidden="true" />,
          },
        ]}
      />
    </section>
  );
}

function Told({ number }: { number: number | null }): JSX.Element {
  const { t, language } = usePage();
  if (number === null) return <span class="hint">{t('statistics.hidden')}</span>;
  return <strong>{number.toLocaleString(languages[language].locale)}</strong>;
}

function Month({ first }: { first: string }): JSX.Element {
  const { language } = usePage();
  return <time dateTime={first.slice(0, 7)}>{formatMonth(first, language)}</time>;
}
