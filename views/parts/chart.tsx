import type { JSX } from 'preact';
import { languages } from '../../src/http/languages.ts';
import { usePage } from '../page.tsx';
import { DataTable } from './table.tsx';

/** A bar, and its number; null where it is not told. */
export interface Bar {
  readonly label: string;
  readonly count: number | null;
}

interface BarChartProps {
  /** Names the chart; unique on the page. */
  id: string;
  title: string;
  /** What the labels are. */
  of: string;
  /** What is counted. */
  counted: string;
  bars: readonly Bar[];
}

const rowHeight = 40;

/**
 * Numbers as bars that one reads without colour: each with its label and its number, hatched where the number is not told; and the same
 * as a table. On a telephone bars are shorter, the letters are not smaller.
 */
export function BarChart({ id, title, of, counted, bars }: BarChartProps): JSX.Element {
  const { t } = usePage();
  if (bars.length === 0)
    return (
      <section>
        <h2>{title}</h2>
        <p>{t('supervision.figures.none')}</p>
      </section>
    );
  return (
    <section>
      <h2>{title}</h2>
      <figure class="chart">
        <svg role="img" aria-labelledby={`${id}-title`} width="100%" height={bars.length * rowHeight}>
          <title id={`${id}-title`}>{title}</title>
          <Hatching id={id} />
          <Bars id={id} bars={bars} />
        </svg>
      </figure>
      <details>
        <summary>{t('supervision.figures.table')}</summary>
        <DataTable
          caption={title}
          rows={bars}
          columns={[
            { title: of, cell: ({ label }) => label },
            { title: counted, cell: ({ count }) => <Number count={count} />, numeric: true },
          ]}
        />
      </details>
    </section>
  );
}

function Hatching({ id }: { id: string }): JSX.Element {
  return (
    <defs>
      <pattern id={`${id}-hatched`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line x1="0" y1="0" x2="0" y2="6" stroke="currentColor" stroke-width="2" />
      </pattern>
    </defs>
  );
}

function Bars({ id, bars }: Pick<BarChartProps, 'id' | 'bars'>): JSX.Element {
  const most = Math.max(1, ...bars.map(({ count }) => count ?? 0));
  return (
    <>
      {bars.map(({ label, count }, place) => (
        <g key={label}>
          <text class="chart-label" x="0" y={place * rowHeight + 14}>
            {shortened(label)}
          </text>
          <text class="chart-label" {...(count === null ? beside(place) : atTheEnd(place))}>
            <Number count={count} />
          </text>
          <rect
            x="0"
            y={place * rowHeight + 20}
            width={count === null ? 24 : `${String(Math.max(0.3, (count / most) * 100))}%`}
            height="12"
            fill={count === null ? `url(#${id}-hatched)` : 'currentColor'}
            stroke="currentColor"
          />
        </g>
      ))}
    </>
  );
}

/** Words are longer than a number: they stand beside the hatching, where no label is. */
function beside(place: number) {
  return { x: 32, y: place * rowHeight + 31 };
}

function atTheEnd(place: number) {
  return { x: '100%', y: place * rowHeight + 14, 'text-anchor': 'end' } as const;
}

function Number({ count }: { count: number | null }): JSX.Element {
  const { t, language } = usePage();
  return <>{count === null ? t('statistics.hidden') : count.toLocaleString(languages[language].locale)}</>;
}

/** What fits beside the number; the table has it whole. */
function shortened(label: string): string {
  return label.length > 42 ? `${label.slice(0, 41)}…` : label;
}
