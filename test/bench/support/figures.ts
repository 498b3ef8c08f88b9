import { cpus, totalmem } from 'node:os';

/** A figure beside what it is held to; `least` or `most`. */
export type Target = { readonly least: number } | { readonly most: number };

/** The middle of several figures: one disturbed sample does not move it. */
export function median(figures: readonly number[]): number {
  return percentile(figures, 50);
}

/** The figure that so many in a hundred do not exceed; NaN of none. */
export function percentile(figures: readonly number[], percent: number): number {
  const sorted = [...figures].sort((one, other) => one - other);
  const place = Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1);
  return sorted[place] ?? NaN;
}

/** As it is printed: three digits that count, a dash where there is nothing to say. */
export function shown(figure: number): string {
  if (!Number.isFinite(figure)) return '—';
  if (figure >= 100) return figure.toFixed(0);
  return figure >= 10 ? figure.toFixed(1) : figure.toFixed(2);
}

/** The target, and whether the figure keeps it. */
export function verdict(figure: number, target: Target): string {
  if ('least' in target) return `≥ ${target.least} ${figure >= target.least ? 'ok' : 'short'}`;
  return `≤ ${target.most} ${figure <= target.most ? 'ok' : 'short'}`;
}

/** A Markdown table: names on the left, figures on the right. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = heads.map((_, column) => (/^[-—≥≤\d]/.test(rows[0]?.[column] ?? '') ? '--:' : '---'));
  return [line(heads), line(rule), ...rows.map(line)].join('\n');
}

/** Where and when it was measured, in a line. */
export function machine(databases: readonly string[]): string {
  const cores = cpus();
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GB`;
  const place = `${cores.length} cores (${cores[0]?.model.trim() ?? 'unknown'}), ${memory}, Node ${process.version}`;
  return `${new Date().toISOString().slice(0, 10)} · ${place} · ${databases.join(' · ')}`;
}

/** How busy the machine was besides: above its number of cores, rates say less than ratios. */
export function noise(loads: readonly number[]): string {
  return `load average of the machine meanwhile: ${shown(Math.min(...loads))} to ${shown(Math.max(...loads))}`;
}
