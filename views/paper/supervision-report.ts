import { hasText, type TextKey, translator } from '../../src/http/texts.ts';
import type { Block } from '../../src/paper/page-layout.ts';
import type { Side } from '../../src/paper/sheet.ts';
import type { ReportFigures } from '../../src/supervision/count-report.ts';
import type { Criteria } from '../../src/supervision/criteria.ts';

export interface SupervisionReport {
  readonly id: string;
  readonly figures: ReportFigures;
  /** Whose report it is, and where they may look. */
  readonly supervisor: string;
  readonly territories: readonly string[];
  readonly criteria: Criteria;
  /** How what they name is typed. */
  readonly typed: Partial<Record<keyof Criteria, string>>;
  readonly at: Date;
  readonly publicUrl: string;
}

const linesPerPage = 34;
const linesBesideSummary = 22;
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
  const more = lines.slice(linesBesideSummary);
  const pages = Array.from({ length: Math.ceil(more.length / linesPerPage) }, (_, page) =>
    more.slice(page * linesPerPage, (page + 1) * linesPerPage),
  );
  return [[...summary(report), ...lines.slice(0, linesBesideSummary)], ...pages].map((blocks) => sideOf(report, blocks));
}

function summary({ figures, supervisor, territories, ...asked }: SupervisionReport): Block[] {
  const { lines, from, to, organisations, helpers, mandates } = figures;
  const where = territories.map((territory) => (territory === '*' ? t('supervision.home.everywhere') : territory)).join(', ');
  return [
    { kind: 'text', text: t('supervision.report.by', { supervisor, where }) },
    { kind: 'text', text: t('supervision.report.search', { search: searchWords(asked) || t('supervision.report.everything') }) },
    { kind: 'heading', text: t('supervision.search.count', { count: lines }) },
    ...(from && to ? [{ kind: 'item', text: t('supervision.report.period', { from, to }) } as const] : []),
    { kind: 'item', text: t('supervision.report.sizes', { organisations, helpers, mandates }) },
    { kind: 'text', text: t('supervision.report.limits') },
  ];
}

/** What was looked for, as it stands on the page of the search. */
function searchWords({ criteria, typed }: Pick<SupervisionReport, 'criteria' | 'typed'>): string {
  const parts = (Object.keys(labels) as (keyof Criteria)[]).flatMap((name) => {
    const value = typed[name] ?? criteria[name];
    if (value === undefined) return [];
    const words = wordsOf[name]?.replace('*', value) ?? '';
    const said = name === 'from' || name === 'to' ? value.split('-').reverse().join('/') : value;
    return [`${t(labels[name])}\u00a0: ${hasText(words) ? t(words) : said}`];
  });
  return parts.join('\u00a0; ');
}

const labels: Readonly<Record<keyof Criteria, TextKey>> = {
  helper: 'supervision.search.helper',
  organisation: 'supervision.search.organisation',
  territory: 'supervision.search.territory',
  procedure: 'mandates.fact.procedure',
  client: 'mandates.uses.where',
  event: 'supervision.search.event',
  outcome: 'supervision.search.outcome',
  refusal: 'supervision.search.refusal',
  mandate: 'supervision.search.mandate',
  use: 'supervision.search.use',
  from: 'supervision.search.from',
  to: 'supervision.search.to',
};

const wordsOf: Readonly<Partial<Record<keyof Criteria, string>>> = {
  procedure: 'terms.procedure.*.title',
  event: 'event.*',
  outcome: 'supervision.search.outcome.*',
  refusal: 'refusal.*.title',
};

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
    ...{ language: 'fr', blocks: [{ kind: 'title', text: t('supervision.report.title') }, ...blocks] },
    panel: panel.map((text) => ({ kind: 'text', text })),
    square: { text: `${publicUrl}/supervision/exports/${id}`, alt: t('supervision.report.square') },
  };
}
