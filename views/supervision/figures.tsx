import type { JSX } from 'preact';
import { formatDay, noonOf } from '../../src/http/dates.ts';
import { hasText } from '../../src/http/texts.ts';
import type { Figures, Told } from '../../src/supervision/figures.ts';
import { Layout } from '../layout.tsx';
import { type Translate, usePage } from '../page.tsx';
import { type Bar, BarChart } from '../parts/chart.tsx';
import { SummaryList } from '../parts/facts.tsx';
import { Notice } from '../parts/notice.tsx';

const spans = [31, 92, 366] as const;

/** What happened in a supervisor's territories, in charts that are tables too; no number under ten. */
export function FiguresPage({ days, figures }: { days: number; figures: Figures }): JSX.Element {
  const { t, language } = usePage();
  const uses = t('statistics.uses');
  return (
    <Layout title={t('supervision.figures.title')} lead={t('supervision.figures.lead')} back={{ href: '/supervision' }} wide>
      <Spans days={days} />
      <Notice>
        <p>{t('supervision.figures.few')}</p>
      </Notice>
      <BarChart
        {...{ id: 'procedures', title: t('supervision.figures.procedures'), of: t('statistics.procedure'), counted: uses }}
        bars={figures.usesByProcedure.map(barOf((key) => word(t, `terms.procedure.${key}.title`, key)))}
      />
      <BarChart
        {...{ id: 'territories', title: t('supervision.figures.territories'), of: t('supervision.figures.territory'), counted: uses }}
        bars={figures.usesByTerritory.map(barOf((key) => key))}
      />
      <BarChart
        {...{ id: 'weeks', title: t('supervision.figures.weeks'), of: t('supervision.figures.week'), counted: uses }}
        bars={figures.usesByWeek.map(barOf((key) => formatDay(noonOf(key), language)))}
      />
      <BarChart
        {...{ id: 'refusals', title: t('supervision.figures.refusals'), of: t('supervision.figures.refusal') }}
        counted={t('supervision.figures.times')}
        bars={figures.refusals.map(barOf((key) => word(t, `refusal.${key}.title`, key)))}
      />
      <BarChart
        {...{ id: 'endings', title: t('supervision.figures.endings'), of: t('supervision.figures.ending') }}
        counted={t('supervision.figures.times')}
        bars={figures.endings.map(barOf((key) => word(t, `event.${key}`, key)))}
      />
      <TimeToStop figures={figures} />
      <BarChart
        {...{ id: 'standings', title: t('supervision.figures.standings'), of: t('supervision.figures.standing') }}
        counted={t('supervision.figures.helpers')}
        bars={figures.standings.map(barOf((key) => word(t, `supervision.figures.standing.${key}`, key)))}
      />
    </Layout>
  );
}

/** Over how many days: addresses, so that one can come back to them. */
export function Spans({ days, base = '/supervision/figures' }: { days: number; base?: string }): JSX.Element {
  const { t } = usePage();
  return (
    <nav class="filters" aria-label={t('supervision.figures.span')}>
      <ul>
        {spans.map((span) => (
          <li key={span}>
            <a href={`${base}?days=${String(span)}`} aria-current={span === days ? 'true' : undefined}>
              {t('supervision.figures.days', { days: span })}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function TimeToStop({ figures: { timeToStop } }: { figures: Figures }): JSX.Element {
  const { t } = usePage();
  const seconds = (time: number | null) => t('supervision.figures.seconds', { seconds: time ?? 0 });
  return (
    <section>
      <h2>{t('supervision.figures.stop')}</h2>
      <p>{t('supervision.figures.stop.lead')}</p>
      {timeToStop ? (
        <SummaryList
          facts={[
            { name: t('supervision.figures.stop.median'), value: seconds(timeToStop.median) },
            { name: t('supervision.figures.stop.p99'), value: seconds(timeToStop.p99) },
            { name: t('supervision.figures.stop.told'), value: String(timeToStop.told) },
            { name: t('supervision.figures.stop.waiting'), value: String(timeToStop.waiting) },
            { name: t('supervision.figures.stop.failed'), value: String(timeToStop.failed) },
          ]}
        />
      ) : (
        <p>{t('supervision.figures.stop.few')}</p>
      )}
    </section>
  );
}

function barOf(label: (key: string) => string): (told: Told) => Bar {
  return ({ key, count }) => ({ label: label(key), count });
}

function word(t: Translate, key: string, otherwise: string): string {
  return hasText(key) ? t(key) : otherwise;
}
