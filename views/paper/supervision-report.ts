import { hasText, translator } from '../../src/http/texts.ts';
import type { Block } from '../../src/paper/page-layout.ts';
import type { Side } from '../../src/paper/sheet.ts';
import type { ReportFigures } from '../../src/supervision/count-report.ts';

export interface SupervisionReport {
  readonly id: string;
  readonly figures: ReportFigures;
  /** Whose report it is, and where they may look. */
  readonly supervisor: string;
  readonly territories: readonly string[];
  /** What was looked for, as an address carries it. */
  readonly search: string;
  readonly at: Date;
  readonly publicUrl: string;
}

const linesPerPage = 34;
const t = translator('fr');

/** What a search finds, in figures: nobody is named. Its signature is a file beside it. */
export function reportSides(report: SupervisionReport): Side[] {
  const lines = [
    ...section(t('supervision.report.events'), report.figures.events, (event) => t(`event.${event}`)),
    ...section(t('supervision.report.refusals'), report.figures.refusals, (code) => {
      const title = `refusal.${code}.title`;
      return hasText(title) ? t(title) : code;
    }),
  ];
  const pages = Array.from({ length: Math.ceil(lines.length / linesPerPage) }, (_, page) =>
    lines.slice(page * linesPerPage, (page + 1) * linesPerPage),
  );
  return [summary(report), ...pages].map((blocks) => sideOf(report, blocks));
}

function summary({ figures, supervisor, territories, search }: SupervisionReport): Block[] {
  const { lines, from, to, organisations, helpers, mandates } = figures;
  const where = territories.map((territory) => (territory === '*' ? t('supervision.home.everywhere') : territory)).join(', ');
  return [
    { kind: 'text', text: t('supervision.report.by', { supervisor, where }) },
    { kind: 'text', text: t('supervision.report.search', { search: search === '' ? t('supervision.report.everything') : search }) },
    { kind: 'heading', text: t('supervision.search.count', { count: lines }) },
    ...(from && to ? [{ kind: 'item', text: t('supervision.report.period', { from, to }) } as const] : []),
    { kind: 'item', text: t('supervision.report.sizes', { organisations, helpers, mandates }) },
    { kind: 'text', text: t('supervision.report.limits') },
  ];
}

function section<Name>(heading: string, counts: readonly (readonly [Name, number])[], name: (one: Name) => string): Block[] {
  if (counts.length === 0) return [];
  const count = new Intl.NumberFormat('fr');
  return [
    { kind: 'heading', text: heading },
    ...counts.map(([one, many]) => ({ kind: 'item', text: `${name(one)}\u00a0: ${count.format(many)}` }) as const),
  ];
}

function sideOf({ id, at, publicUrl }: SupervisionReport, blocks: readonly Block[]): Side {
  const panel = [t('supervision.report.verify', { address: `${publicUrl}/verify/keys.json` }), t('supervision.report.made', { at, id })];
  return {
    ...{ language: 'fr', direction: 'ltr', blocks: [{ kind: 'title', text: t('supervision.report.title') }, ...blocks] },
    panel: panel.map((text) => ({ kind: 'text', text })),
    square: { text: `${publicUrl}/supervision/exports/${id}`, alt: t('supervision.report.square') },
  };
}
